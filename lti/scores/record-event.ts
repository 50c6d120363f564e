import { accountable } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ScoreEventKind } from '../score-event.entity.ts';

export interface ScoreEvent {
  readonly kind: ScoreEventKind;
  readonly sendId?: string | null;
  readonly timestamp?: Date | null;
  readonly scoreGiven?: number | null;
  readonly scoreMaximum?: number | null;
  readonly status?: number | null;
  readonly reason?: string | null;
  readonly words?: string | null;
}

const insert = `
  insert into lti_score_event (id, created_at, organization_id, score_id, kind, send_id, timestamp, score_given,
    score_maximum, status, reason, words, actor_id)
  select gen_random_uuid(), clock_timestamp(), ?, v."scoreId", v.kind, v."sendId", v.timestamp, v."scoreGiven",
    v."scoreMaximum", v.status, v.reason, v.words, ?
  from jsonb_to_recordset(?::jsonb) as v("scoreId" uuid, kind text, "sendId" uuid, timestamp timestamptz,
    "scoreGiven" float8, "scoreMaximum" float8, status int, reason text, words text)`;

/** Adds lines to the ledger, in the open transaction and in one statement. */
export async function recordEvents(
  { em, organization, actor }: Scope,
  events: readonly (ScoreEvent & { readonly scoreId: string })[],
): Promise<void> {
  if (events.length === 0) return;
  await em.execute(insert, [organization.id, accountable(actor), JSON.stringify(events)]);
}

export const recordEvent = (scope: Scope, scoreId: string, event: ScoreEvent) =>
  recordEvents(scope, [{ ...event, scoreId }]);
