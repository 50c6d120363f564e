import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { countPeople } from '../count-people.ts';

export interface PastVerdict {
  readonly problemId: string;
  readonly userId: string;
  readonly accepted: boolean;
  /** Points by the points that could be had, 0 to 1. */
  readonly score: number;
  readonly at: Date;
  readonly submissionId: string;
}

/** What `countVerdict` would have remembered of each in its time, for people who are new; in the open transaction. */
export async function countPastVerdicts(scope: Scope, verdicts: readonly PastVerdict[]): Promise<void> {
  const { em, organization } = scope;
  const given = `jsonb_to_recordset(?::jsonb) as v("problemId" uuid, "userId" uuid, accepted boolean, score float8, at timestamptz, "submissionId" uuid)`;
  const parameters = [organization.id, JSON.stringify(verdicts)];
  await em.execute(
    `insert into problem_progress (id, organization_id, problem_id, user_id, attempts, first_attempted_at, solved_at, completed_at, hints_opened, best_submission_id, best_score)
     select gen_random_uuid(), ?, "problemId", "userId", count(*), min(at), min(at) filter (where accepted), min(at) filter (where accepted), 0,
       (array_agg("submissionId" order by score desc, at))[1], max(score)
     from ${given} group by "problemId", "userId" on conflict (problem_id, user_id) do nothing`,
    parameters,
  );
  await em.execute(
    `insert into problem_count (id, organization_id, problem_id, submissions, accepted, scores)
     select gen_random_uuid(), ?, "problemId", count(*), count(*) filter (where accepted), sum(score) from ${given} group by "problemId"
     on conflict (problem_id) do update set submissions = problem_count.submissions + excluded.submissions,
       accepted = problem_count.accepted + excluded.accepted, scores = problem_count.scores + excluded.scores`,
    parameters,
  );
  await prepared(em, countPeople, [organization.id]);
}
