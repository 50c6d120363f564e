import type { Scope } from '#src/scope/scope.ts';
import type { ReviewedWork } from './reviewed-work.ts';
import { ladderOf, nothingUsed, type Outcome, type Reviewer, type Usage } from './reviewer.ts';
import type { PassedOver, Reason, Tier } from './tiers.ts';

/** Times that the model is asked for one review; then the next tier writes it [CON-34]. */
export const mostAttempts = 3;

type Written = Extract<Outcome, { kind: 'written' }>;

export type Climbed =
  | (Omit<Written, 'kind'> & {
      readonly kind: 'written';
      readonly tier: Tier;
      readonly passedOver: readonly PassedOver[];
    })
  | { readonly kind: 'behind'; readonly afterSeconds: number }
  | { readonly kind: 'later'; readonly why: Reason; readonly afterSeconds: number };

/**
 * Asks one reviewer after the other until one has something to say. What an upper one spent in vain, and what it sent, stays
 * with the review. Throws when nobody has, which with the basic tier does not happen.
 */
export async function climb(scope: Scope, work: ReviewedWork, signal: AbortSignal): Promise<Climbed> {
  const passedOver: PassedOver[] = [];
  const spent: Pick<Written, 'usage' | 'sent'> = { usage: nothingUsed, sent: null };
  const closed = new Set<Tier>();
  for (const reviewer of ladderOf(scope, work)) {
    if (closed.has(reviewer.tier)) continue;
    const outcome = await ask(scope, reviewer, work, signal);
    if (outcome === null) continue;
    if (outcome.kind === 'written') return { ...merged(outcome, spent), tier: reviewer.tier, passedOver };
    if (outcome.kind === 'behind') return outcome;
    if (outcome.kind === 'later' && work.attempts + 1 < mostAttempts) return outcome;
    passedOver.push({ tier: reviewer.tier, why: outcome.why });
    if (outcome.kind === 'passed') Object.assign(spent, spentBy(outcome, spent));
    if (outcome.kind === 'passed' && outcome.closes) closed.add(outcome.closes);
  }
  throw new Error('No reviewer had anything to say: the basic tier is missing.');
}

/** A reviewer that breaks must not keep the ones below it from speaking. */
async function ask(scope: Scope, reviewer: Reviewer, work: ReviewedWork, signal: AbortSignal) {
  try {
    return await reviewer.review(scope, work, signal);
  } catch (error) {
    if (reviewer.tier === 'basic' || signal.aborted) throw error;
    scope.log.error({ err: error, tier: reviewer.tier, reviewId: work.reviewId }, 'a reviewer failed');
    return { kind: 'passed', why: 'unknown' } as const;
  }
}

const spentBy = ({ usage, sent }: Extract<Outcome, { kind: 'passed' }>, spent: Pick<Written, 'usage' | 'sent'>) => ({
  usage: usage ? sum(spent.usage, usage) : spent.usage,
  sent: sent ?? spent.sent,
});

const merged = (written: Written, spent: Pick<Written, 'usage' | 'sent'>): Written => ({
  ...written,
  usage: sum(spent.usage, written.usage),
  sent: written.sent ?? spent.sent,
});

const sum = (one: Usage, other: Usage): Usage => ({
  model: other.model ?? one.model,
  promptTokens: one.promptTokens + other.promptTokens,
  completionTokens: one.completionTokens + other.completionTokens,
  costMicros: one.costMicros + other.costMicros,
});
