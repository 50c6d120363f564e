import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { placeKind } from '../place.ts';
import type { Attempt } from '../select-attempts.ts';
import type { AssignedProblem } from '../select-problems.ts';

interface OwnAttempt extends Attempt {
  /** Not of a partner in the group. */
  readonly isOwn: boolean;
}

/** A problem of an assignment with what one person, or their group while they were in it, handed in for it there, the oldest first. */
export interface ProblemWork extends AssignedProblem {
  readonly attempts: readonly OwnAttempt[];
  /** The newest of its statement. */
  readonly revision: number;
}

const query = `
  select ap.problem_id as "problemId", ap.version_id as "versionId", p.title, ap.points::float8 as points, ap.position, own.attempts,
    (select max(number) from statement_revision r where r.version_id = ap.version_id) as revision
  from assignment_problem ap join problem p on p.id = ap.problem_id
    join lateral (
      select coalesce(json_agg(json_build_object('id', s.id, 'problemId', s.problem_id, 'acceptedAt', s.accepted_at,
        'status', s.status, 'isUnjudged', s.status = 'ERROR' and s.obstacle is not null, 'points', s.points,
        'maxPoints', s.max_points, 'isOwn', s.user_id = $3) order by s.accepted_at, s.id), '[]') as attempts
      from (
        select * from submission where organization_id = ap.organization_id and user_id = $3
          and place_id = ap.assignment_id and place_kind = '${placeKind}'
        union all
        select w.* from shared_work g join submission w on w.id = g.submission_id
          where g.assignment_id = ap.assignment_id and g.user_id = $3
      ) s where s.problem_id = ap.problem_id
    ) own on true
  where ap.organization_id = $1 and ap.assignment_id = $2 order by ap.position`;

type Read = Omit<OwnAttempt, 'acceptedAt'> & { readonly acceptedAt: string };
type Row = Omit<ProblemWork, 'attempts'> & { readonly attempts: readonly Read[] };

/** The problems in their order, with the work of one person. One statement; the caller has allowed the reader. */
export async function selectWork(
  { em, organization }: Scope,
  { id, userId }: { readonly id: string; readonly userId: string },
): Promise<ProblemWork[]> {
  const rows = await prepared<Row>(em, query, [organization.id, id, userId]);
  return rows.map((row) => ({ ...row, attempts: row.attempts.map(attemptOf) }));
}

const attemptOf = (read: Read): OwnAttempt => ({ ...read, acceptedAt: new Date(read.acceptedAt) });
