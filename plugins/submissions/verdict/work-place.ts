import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import { attemptsPath, solvePath } from '../paths.ts';
import type { Submission } from '../submission.entity.ts';

/** A kind of place where work is handed in, other than the problem itself. */
export interface WorkPlace {
  /** As it stands in `place` of a submission. */
  readonly kind: string;
  /** Where a problem of one is worked on: the page, and the address below which its submissions lie. */
  path(id: string, problemId: string): string;
  /** Whether the actor may read a submission of one: whoever teaches there, and with whom it was handed in. In two statements at most. */
  isReader(scope: Scope, id: string, submissionId: string): Promise<boolean>;
  /** Id of the course to which one belongs; null where it belongs to none, or is gone. */
  courseOf(scope: Scope, id: string): Promise<string | null>;
}

export const workPlace = extensionPoint<WorkPlace>('submissions.workPlace');

const query = `
  select place_kind as kind, place_id as id from submission
  where organization_id = ? and id = ? and place_kind is not null and place_id is not null`;

/** Whether the actor may read a submission because of the place at which it was made. */
export async function isReaderOfPlace(scope: Scope, submissionId: string): Promise<boolean> {
  const [made] = await scope.em.execute<{ kind: string; id: string }[]>(query, [scope.organization.id, submissionId]);
  const place = made && placeOf(scope, made.kind);
  return place ? place.isReader(scope, made.id, submissionId) : false;
}

/** Id of the course in which work was handed in; null for work on a problem by itself. In the open transaction. */
export async function courseOfWork(
  scope: Scope,
  { placeKind, placeId }: Pick<Submission, 'placeKind' | 'placeId'>,
): Promise<string | null> {
  const place = placeKind && placeId ? placeOf(scope, placeKind) : undefined;
  return place ? place.courseOf(scope, placeId!) : null;
}

interface Placed {
  readonly problemId: string;
  readonly placeKind: string | null;
  readonly placeId: string | null;
}

/** Where something was made: the page where it can be tried again, and that with one's attempts there. */
export function placeOfWork(scope: Pick<Scope, 'contributions'>, { placeKind, placeId, problemId }: Placed) {
  const place = placeKind === null || placeId === null ? undefined : placeOf(scope, placeKind);
  if (!place) return { solve: solvePath(problemId), attempts: attemptsPath(problemId) };
  const path = place.path(placeId!, problemId);
  return { solve: path, attempts: `${path}/submissions` };
}

const placeOf = ({ contributions }: Pick<Scope, 'contributions'>, wanted: string) =>
  contributions(workPlace).find(({ kind }) => kind === wanted);
