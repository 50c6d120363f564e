import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { failureKinds } from '../model/model-failure.ts';
import { reviewSettings } from '../settings.ts';
import { badOf, fewestCalls, incidentKinds, judgeCalls, type IncidentKind, type Seen } from './judge-calls.ts';
import { tellIncident } from './tell-incident.ts';

/** Every five minutes [T1-07]. */
export const watchCallsJob = defineJob({
  name: 'ai-reviews.watchCalls',
  schedule: '3-59/5 * * * *',
  data: z.object({}),
  run: (scope) => watchCalls(scope),
});

/**
 * Begins an incident where too many calls of the last quarter of an hour failed or were slow, and ends it once those since then are
 * well again; each is told once. In the open transaction.
 */
export async function watchCalls(scope: Scope): Promise<void> {
  const open = await selectOpen(scope);
  const { REVIEW_ALERT_FAILED_PERCENT, REVIEW_ALERT_SLOW_PERCENT } = scope.settings(reviewSettings);
  const thresholds = { failedShare: REVIEW_ALERT_FAILED_PERCENT / 100, slowShare: REVIEW_ALERT_SLOW_PERCENT / 100 };
  for (const kind of incidentKinds) {
    const begun = open.find((one) => one.kind === kind);
    const seen = await selectSeen(scope, begun ? { since: begun.createdAt, most: fewestCalls } : lately(scope));
    const judged = judgeCalls(kind, seen, thresholds);
    if (!begun && judged === 'bad') await begin(scope, kind, seen);
    if (begun && judged === 'good') await end(scope, begun, seen);
  }
}

interface Open {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly createdAt: Date;
}

const selectOpen = ({ em, organization }: Scope) =>
  em.execute<Open[]>(
    'select id, kind, created_at as "createdAt" from ai_model_incident where organization_id = ? and ended_at is null',
    [organization.id],
  );

const windowMs = 900_000;
/** More say nothing new. */
const mostCalls = 1_000;

const lately = (scope: Scope) => ({ since: new Date(scope.now().getTime() - windowMs), most: mostCalls });

const query = `
  select count(*)::int as calls, count(*) filter (where outcome = any(?))::int as failed,
    count(*) filter (where outcome in ('answered', 'withheld') and took_ms > ?)::int as slow,
    coalesce(bool_or(not has_own_key), false) as "isOurs"
  from (
    select outcome, took_ms, has_own_key from ai_model_call
    where organization_id = ? and created_at > ? and outcome <> 'cut' order by created_at desc limit ?) latest`;

/** The calls since then, the newest of them. */
async function selectSeen(scope: Scope, { since, most }: { readonly since: Date; readonly most: number }) {
  const { em, organization } = scope;
  const slowMs = scope.settings(reviewSettings).REVIEW_ALERT_SLOW_MS;
  const values = [`{${failureKinds.join(',')}}`, slowMs, organization.id, since, most];
  const [seen] = await em.execute<(Seen & { isOurs: boolean })[]>(query, values);
  return seen!;
}

type SeenHere = Awaited<ReturnType<typeof selectSeen>>;

async function begin(scope: Scope, kind: IncidentKind, seen: SeenHere) {
  const { em, organization } = scope;
  const bad = badOf(kind, seen);
  const made = await em.execute<unknown[]>(
    `insert into ai_model_incident (id, organization_id, kind, calls, bad) values (?, ?, ?, ?, ?)
      on conflict (organization_id, kind) where ended_at is null do nothing returning id`,
    [crypto.randomUUID(), organization.id, kind, seen.calls, bad],
  );
  if (made.length > 0) await tellIncident(scope, { kind, state: 'begun', calls: seen.calls, bad }, seen.isOurs);
}

async function end(scope: Scope, { id, kind }: Open, seen: SeenHere) {
  const ended = await scope.em.execute<unknown[]>(
    'update ai_model_incident set ended_at = now() where id = ? and ended_at is null returning id',
    [id],
  );
  if (ended.length > 0)
    await tellIncident(scope, { kind, state: 'over', calls: seen.calls, bad: badOf(kind, seen) }, seen.isOurs);
}
