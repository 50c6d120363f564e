import type pg from 'pg';

/** What a class is filled with, past every form: as many rows as one likes. */
export interface Filling {
  readonly organizationId: string;
  readonly courseId: string;
  /** Their tests are `t1` to `t10`. */
  readonly assignments: readonly { readonly id: string; readonly lineItemId: string | null }[];
}

const given = [
  'Ada',
  'Björn',
  'Chidi',
  'Dilnoza',
  'Elif',
  'Farid',
  'Giulia',
  'Hiroshi',
  'Inés',
  'Jakub',
  'Kwame',
  'Linh',
];
const family = [
  'Abdi',
  'Bauer',
  'Costa',
  'Dlamini',
  'Eze',
  'Fuentes',
  'Großmann',
  'Haddad',
  'Ito',
  'Kovářová',
  'Nguyễn',
];

const people = `
  with made as (
    insert into "user" (id, organization_id, name, roles)
    select gen_random_uuid(), $1, ($4::text[])[1 + i % ${given.length}] || ' ' || ($5::text[])[1 + i % ${family.length}]
        || case when i > 120 then ' ' || i else '' end, '{learner}'
    from generate_series(1, $3::int) i returning id)
  insert into enrollment (id, organization_id, course_id, user_id, role)
  select gen_random_uuid(), $1, $2, id, 'learner' from made`;

/** Learners of a course, by invented names. */
export const fillPeople = (client: pg.Client, { organizationId, courseId }: Filling, count: number) =>
  client.query(people, [organizationId, courseId, count, given, family]);

/** Who is in the class and what they work on, numbered from 1; one in ten has not tried. */
const worked = `
  numbered as (select user_id, row_number() over (order by user_id)::int as i from enrollment where course_id = $2 and role = 'learner'),
  chosen as (select id, row_number() over (order by n)::int as j from unnest($3::uuid[]) with ordinality as a(id, n)),
  worked as (select n.user_id, n.i, c.id as assignment_id, c.j, ap.problem_id, ap.version_id
    from numbered n cross join chosen c join assignment_problem ap on ap.assignment_id = c.id where (n.i + c.j) % 10 <> 0)`;

/** Of ten tests. */
const points = 'greatest(0, least(10, (i * 37 + j * 11) % 11 - 4 + t * 2))';

const submissions = `
  with ${worked}
  insert into submission (id, organization_id, user_id, problem_id, version_id, language, files, source_hash, receipt, status,
    points, max_points, total_tests, passed_tests, accepted_at, judged_at, place_kind, place_id)
  select gen_random_uuid(), $1, user_id, problem_id, version_id, 'python', '[{"path":"main.py","content":"print(3)"}]', 'hash', 'receipt',
    case when ${points} = 10 then 'ACCEPTED' else 'FAILED' end, ${points}, 10, 10, ${points},
    now() - interval '1 hour' * (24 * j + 40 - t), now() - interval '1 hour' * (24 * j + 40 - t), 'assignment', assignment_id
  from worked cross join lateral generate_series($4::int + 1, $4 + $5 + i % 2) t`;

const progress = `
  with ${worked}
  insert into work_progress (id, organization_id, assignment_id, user_id, problem_id, status, attempts, first_attempted_at,
    last_attempted_at, completed_at, best_submission_id, tests, changed_at)
  select gen_random_uuid(), $1, w.assignment_id, w.user_id, w.problem_id, case when s.points = 10 then 'COMPLETED' else 'IN_PROGRESS' end,
    s.attempts, s.first_at, s.last_at, case when s.points = 10 then s.last_at end, s.best,
    (select jsonb_object_agg('t' || k, case when (k * 7 + w.i * 3) % 10 < s.points then 'passed' when k in (7, 9) then 'timeLimit'
      when (k + w.i) % 5 = 0 then 'runtimeError' else 'wrong' end) from generate_series(1, 10) k), s.last_at
  from worked w cross join lateral (
    select count(*)::int as attempts, min(accepted_at) as first_at, max(accepted_at) as last_at, max(points)::int as points,
      (array_agg(id order by points desc, accepted_at))[1] as best
    from submission where organization_id = $1 and user_id = w.user_id and problem_id = w.problem_id and place_id = w.assignment_id) s
  on conflict (assignment_id, user_id, problem_id) do update set attempts = excluded.attempts, tests = excluded.tests,
    last_attempted_at = excluded.last_attempted_at, best_submission_id = excluded.best_submission_id, status = excluded.status`;

const grades = `
  insert into grade (id, organization_id, assignment_id, user_id, points, maximum, submission_id, made_at, assignment_version, told_state)
  select gen_random_uuid(), p.organization_id, p.assignment_id, p.user_id, s.points * 10, 100, s.id, now(), 1, 'judged'
  from work_progress p join submission s on s.id = p.best_submission_id where p.assignment_id = any($1::uuid[])
  on conflict (assignment_id, user_id) do update set points = excluded.points, submission_id = excluded.submission_id`;

/** One in seventeen was changed in the LMS. */
const scores = `
  insert into lti_score (id, organization_id, line_item_id, user_id, state, lane, score_given, score_maximum, activity_progress,
    grading_progress, scored_at, timestamp, sent_at, result_score, result_maximum)
  select gen_random_uuid(), g.organization_id, l.line_item_id, g.user_id, case when n % 17 = 0 then 'changed' else 'sent' end, 'none',
    g.points, 100, 'Submitted', 'FullyGraded', now(), now(), now(), case when n % 17 = 0 then 77 else g.points end, 100
  from unnest($1::uuid[], $2::uuid[]) as l(assignment_id, line_item_id)
    join (select *, row_number() over (partition by assignment_id order by user_id) as n from grade
      where assignment_id = any($1::uuid[])) g on g.assignment_id = l.assignment_id
  where l.line_item_id is not null on conflict (line_item_id, user_id) do nothing`;

/**
 * Gives everybody in a class more submissions, each judged: from `tries` to one more for each assignment, after `before` that are
 * there. With the progress, grades and scores that they lead to. As the owner of the tables, without their checks.
 */
export async function fillWork(
  client: pg.Client,
  { organizationId, courseId, assignments }: Filling,
  { before, tries }: { readonly before: number; readonly tries: number },
) {
  const ids = assignments.map(({ id }) => id);
  await client.query('set session_replication_role = replica');
  await client.query(submissions, [organizationId, courseId, ids, before, tries]);
  await client.query('analyze submission');
  await client.query(progress, [organizationId, courseId, ids]);
  await client.query(grades, [ids]);
  await client.query(scores, [ids, assignments.map(({ lineItemId }) => lineItemId)]);
  await client.query('set session_replication_role = default');
  await client.query('analyze');
}
