import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { readRosterJob } from './roster-jobs.ts';
import { tellRosterWatchers } from './roster-points.ts';

/** Between two reads of one context that people ask for. */
export const pauseMinutes = 5;

const ask = `
  insert into lti_roster as t (id, organization_id, context_id, state, asked_at)
  select gen_random_uuid(), c.organization_id, c.id, 'waiting', now() from lti_context c where c.id = ?
  on conflict (context_id) do update set state = 'waiting', asked_at = now()
  where greatest(t.asked_at, t.started_at) <= now() - interval '${pauseMinutes} minutes'
  returning id`;

/** Has the roster of a context read soon, in the open transaction. Throws DomainError `conflict` within five minutes of the last read. */
export async function askForRoster(scope: Scope, contextId: string): Promise<void> {
  const [asked] = await scope.em.execute<{ readonly id: string }[]>(ask, [contextId]);
  if (!asked) throw new DomainError('conflict', 'lti.roster.error.tooSoon', { parameters: { minutes: pauseMinutes } });
  await scope.enqueue(readRosterJob, { contextId, isNightly: false });
  tellRosterWatchers(scope, contextId);
}
