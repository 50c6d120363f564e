import { placeKind } from '#plugins/assignments';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { classTopic } from '../students/class-topic.ts';

export interface Worked {
  readonly assignmentId: string;
  readonly userId: string;
  readonly problemId: string;
}

const make = `
  insert into work_progress (id, organization_id, assignment_id, user_id, problem_id) values (gen_random_uuid(), ?, ?, ?, ?)
  on conflict (assignment_id, user_id, problem_id) do nothing`;

/** Whoever comes later counts later, and so sees everything. */
const lock = `select from work_progress where assignment_id = ? and user_id = ? and problem_id = ? for no key update`;

const count = `
  update work_progress w set attempts = s.attempts, waiting = s.waiting, first_attempted_at = s.first_at, last_attempted_at = s.last_at,
    best_submission_id = s.best, changed_at = clock_timestamp(),
    status = case when w.status = 'COMPLETED' or s.solved_at is not null then 'COMPLETED' else 'IN_PROGRESS' end,
    completed_at = coalesce(w.completed_at, s.solved_at),
    tests = coalesce((select jsonb_object_agg(r.test_id, r.status) from test_run r where r.submission_id = s.best), '{}')
  from (
    select count(*)::int as attempts, count(*) filter (where status in ('PENDING', 'RUNNING'))::int as waiting,
      min(accepted_at) as first_at, max(accepted_at) as last_at, min(judged_at) filter (where status = 'ACCEPTED') as solved_at,
      (array_agg(id order by points / nullif(max_points, 0) desc nulls last, accepted_at, id)
        filter (where status not in ('PENDING', 'RUNNING')))[1] as best
    from (
      select * from submission
      where organization_id = ? and user_id = ? and problem_id = ? and place_id = ? and place_kind = '${placeKind}'
      union all
      select m.* from shared_work h join submission m on m.id = h.submission_id
      where h.assignment_id = ? and h.user_id = ? and m.problem_id = ?) own) s
  where w.assignment_id = ? and w.user_id = ? and w.problem_id = ? and s.attempts > 0`;

/**
 * Counts anew how far somebody is with a problem of an assignment: from their own and their group's submissions alone, so that it may be done at any
 * time and any number of times. In the open transaction, in three statements.
 */
export async function recordProgress(scope: Scope, { assignmentId, userId, problemId }: Worked): Promise<void> {
  const { em, organization } = scope;
  const key = [assignmentId, userId, problemId];
  await em.execute(make, [organization.id, ...key]);
  await em.execute(lock, key);
  await em.execute(count, [organization.id, userId, problemId, assignmentId, ...key, ...key]);
  publish(scope, classTopic, { assignmentId });
}
