import type { Scope } from '#src/scope/scope.ts';
import type { SentMessage } from '../model/prompt.ts';

interface Sent {
  readonly at: string;
  readonly to: string | null;
  readonly messages: SentMessage[];
}

const query = `
  select coalesce(asked_model_at, started_at, created_at) as at, sent_to as "to", sent as messages from ai_review
  where organization_id = ? and submission_id = ? and sent is not null order by at desc`;

/** Everything that was sent for a submission that the caller has allowed its reader, also for reviews that do not count any more. */
export async function selectSent({ em, organization }: Scope, submissionId: string): Promise<Sent[]> {
  const rows = await em.execute<Sent[]>(query, [organization.id, submissionId]);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}
