import type { Statement } from '#plugins/problems';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { submissionQuery, type SubmissionRow } from '../verdict/select-submission.ts';
import { connected } from '../verdict/verdict-page.ts';

const latestQuery = `
  select id from submission where organization_id = $1 and user_id = $2 and problem_id = $3
  order by accepted_at desc, id desc limit 1`;

/** What the actor handed in, as it is judged by now, and its hash; null where they cannot see it. */
export async function latestVerdict(scope: Scope, statement: Statement, id: string) {
  const { em, organization } = scope;
  const values = [organization.id, id, signedInUser(scope), 'person'];
  const [row] = await prepared<SubmissionRow>(em, submissionQuery, values);
  if (!row) return null;
  return { verdict: await connected(scope, row, statement), sourceHash: row.sourceHash };
}

/** The id of what the actor handed in last at a problem; null before the first time. */
export async function selectLatest(scope: Scope, problemId: string): Promise<string | null> {
  const values = [scope.organization.id, signedInUser(scope), problemId];
  const [latest] = await prepared<{ id: string }>(scope.em, latestQuery, values);
  return latest?.id ?? null;
}
