import type { Scope } from '#src/scope/scope.ts';
import { placeKind } from '../place.ts';

/** A problem of an assignment, in the version that is solved there, and what became of it since. */
export interface PinnedProblem {
  readonly problemId: string;
  readonly title: string;
  readonly number: number;
  readonly newestId: string;
  readonly newestNumber: number;
  readonly newestAt: string;
  /** Students who handed something in, whose best is right, and who wait for a verdict now. */
  readonly tried: number;
  readonly solved: number;
  readonly judged: number;
  /** Some of those who tried, by name. */
  readonly names: readonly string[];
}

const shown = 12;

const query = `
  with work as (
    select s.problem_id, s.user_id, bool_or(s.status = 'ACCEPTED') as solved, bool_or(s.status in ('PENDING', 'RUNNING')) as judged
    from submission s join assignment a on a.id = s.place_id
    join enrollment e on e.course_id = a.course_id and e.user_id = s.user_id and e.role = 'learner' and not e.is_test_user
    where s.organization_id = ? and s.place_id = ? and s.place_kind = '${placeKind}' group by s.problem_id, s.user_id
  )
  select ap.problem_id as "problemId", p.title, v.number, n.id as "newestId", n.number as "newestNumber",
    n.created_at as "newestAt", w.tried, w.solved, w.judged,
    array(select u.name from work join "user" u on u.id = work.user_id where work.problem_id = ap.problem_id
      order by lower(u.name) limit ${shown}) as names
  from assignment_problem ap join problem p on p.id = ap.problem_id join problem_version v on v.id = ap.version_id
    join lateral (select id, number, created_at from problem_version where problem_id = p.id order by number desc limit 1) n on true
    cross join lateral (select count(*)::int as tried, count(*) filter (where solved)::int as solved,
      count(*) filter (where judged)::int as judged from work where work.problem_id = ap.problem_id) w
  where ap.organization_id = ? and ap.assignment_id = ? order by ap.position`;

/** In their order, in one statement. */
export const selectPinned = ({ em, organization }: Scope, assignmentId: string): Promise<PinnedProblem[]> =>
  em.execute<PinnedProblem[]>(query, [organization.id, assignmentId, organization.id, assignmentId]);
