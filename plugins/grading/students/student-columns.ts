import { z } from 'zod';

/** From how many attempts on somebody who solved nothing and has less than half of the points is stuck. */
const stuckFrom = 3;

/** The id of a row that was read, in SQL that a list puts together, where it cannot be bound. */
export const quoted = (id: string) => `'${z.uuid().parse(id)}'::uuid`;

/**
 * The students of an assignment's course with how far they are, from what is kept for each of its problems: submissions, of which
 * there may be a million, are not read. Where nothing of a table is asked for, PostgreSQL sees that it need not be read: so each is
 * unique by the student alone. They are few, because planning takes ten times as long from nine tables on. `w.best_id` and `w.tests`
 * are of one problem, where it is named.
 */
export const studentTables = (assignmentId: string, problemId: string | null = null) => `
  (select *, (select count(*)::int from assignment_problem where assignment_id = ${quoted(assignmentId)}) as problems
    from assignment where id = ${quoted(assignmentId)}) a
  join enrollment e on e.course_id = a.course_id join "user" u on u.id = e.user_id
  left join grade g on g.assignment_id = ${quoted(assignmentId)} and g.user_id = e.user_id
  left join (
    select p.user_id, sum(p.attempts)::int as attempts, sum(p.waiting)::int as waiting,
      max(p.last_attempted_at) as last_at, count(*) filter (where p.status = 'COMPLETED')::int as solved,
      ${ofProblem('p.best_submission_id', problemId)} as best_id, ${ofProblem('p.tests', problemId)} as tests
    from work_progress p where p.assignment_id = ${quoted(assignmentId)} group by 1) w on w.user_id = e.user_id`;

const ofProblem = (column: string, id: string | null) =>
  id === null ? 'null' : `(array_agg(${column}) filter (where p.problem_id = ${quoted(id)}))[1]`;

export const studentState = `case when coalesce(w.attempts, 0) = 0 then 'untried'
  when w.solved > 0 and w.solved = a.problems then 'solved'
  when w.attempts >= ${stuckFrom} and w.solved = 0 and coalesce(g.points * 2 < g.maximum, true) then 'stuck' else 'tried' end`;

/** Test users and who left are none. */
export const isStudent = `e.role = 'learner' and not e.is_test_user and e.left_at is null`;

/** In the order in which somebody who teaches wants to look at them. */
export const studentStates = ['stuck', 'tried', 'solved', 'untried'] as const;
export type StudentState = (typeof studentStates)[number];
