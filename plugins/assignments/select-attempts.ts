import type { Verdict } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import { placeKind } from './place.ts';

/** Something that one person handed in for an assignment. */
export interface Attempt {
  readonly id: string;
  readonly problemId: string;
  readonly acceptedAt: Date;
  readonly status: Verdict;
  /** Whether something on our side kept a verdict from coming. */
  readonly isUnjudged: boolean;
  /** Of the points that its tests can give. */
  readonly points: number;
  readonly maxPoints: number;
}

const columns = `
  s.id, s.problem_id as "problemId", s.accepted_at as "acceptedAt", s.status,
  s.status = 'ERROR' and s.obstacle is not null as "isUnjudged", s.points::float8 as points,
  s.max_points::float8 as "maxPoints"`;

const query = `
  select ${columns} from submission s
  where s.organization_id = ? and s.place_id = ? and s.place_kind = '${placeKind}' and s.user_id = ?
  union all
  select ${columns} from shared_work w join submission s on s.id = w.submission_id
  where w.assignment_id = ? and w.user_id = ?
  order by "acceptedAt", id`;

/** Somebody's work on an assignment, and what their group handed in while they were in it; the oldest first. */
export async function selectAttempts(
  { em, organization }: Scope,
  { assignmentId, userId }: { readonly assignmentId: string; readonly userId: string },
): Promise<Attempt[]> {
  const rows = await em.execute<(Omit<Attempt, 'acceptedAt'> & { acceptedAt: string })[]>(query, [
    organization.id,
    assignmentId,
    userId,
    assignmentId,
    userId,
  ]);
  return rows.map((row) => ({ ...row, acceptedAt: new Date(row.acceptedAt) }));
}

/** Whether it uses up an attempt: what could not be judged does not. */
export const isCounted = ({ isUnjudged }: Pick<Attempt, 'isUnjudged'>) => !isUnjudged;
