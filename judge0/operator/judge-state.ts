import { z } from 'zod';
import { setTimeout as sleep } from 'node:timers/promises';
import { failureReasons } from '../client/judge-failure.ts';
import { hasKnownEscapes, type JudgeFacts } from '../client/judge-facts.ts';
import type { Judge } from '../client/judge.ts';
import { offeredFamilies } from '../languages/choose-language.ts';

/** What operators see of one judge. */
export const JudgeState = z.object({
  name: z.string(),
  state: z.enum(['well', 'failing', 'full']),
  /** What was wrong last. */
  reason: z.enum(failureReasons).nullable(),
  /** What the judge or the network said of it, where that is more. */
  failure: z.string().nullable(),
  version: z.string().nullable(),
  hasKnownEscapes: z.boolean(),
  /** What keeps programs in, as the local judge says it; others say nothing. */
  tier: z.enum(['full', 'perProcess', 'unsafe']).nullable(),
  workers: z.int().nullable(),
  queued: z.int().nullable(),
  inFlight: z.int(),
  latencyMs: z.int().nullable(),
  languages: z.array(z.string()),
  /** Programs might reach a network, if they were asked for with one; we never do. */
  networkAllowed: z.boolean(),
});
export type JudgeState = z.output<typeof JudgeState>;

const patienceMs = 2_500;

/** How a judge is at this moment, as far as it says so soon. */
export async function judgeState(judge: Judge): Promise<JudgeState> {
  const late = sleep(patienceMs, null, { ref: false });
  const facts = (await Promise.race([judge.facts().catch(() => null), late])) ?? judge.lastFacts;
  const reason = judge.breaker.failure?.reason ?? (facts ? null : 'timeout');
  return {
    name: judge.name,
    state: reason ? 'failing' : judge.fullInARow > 0 ? 'full' : 'well',
    reason,
    failure: judge.breaker.failure?.said ?? null,
    ...said(facts),
    inFlight: judge.inFlight,
    latencyMs: judge.latencyMs === null ? null : Math.round(judge.latencyMs),
  };
}

const tiers: Readonly<Record<string, JudgeState['tier']>> = {
  full: 'full',
  'per-process': 'perProcess',
  unsafe: 'unsafe',
};

const said = (facts: JudgeFacts | null) => ({
  version: facts?.version ?? null,
  hasKnownEscapes: facts !== null && hasKnownEscapes(facts.version),
  tier: tiers[facts?.config.sandbox_tier ?? ''] ?? null,
  workers: facts?.workers ?? null,
  queued: facts?.queued ?? null,
  languages: facts ? [...offeredFamilies(facts.languages)] : [],
  networkAllowed: facts?.config.allow_enable_network ?? false,
});
