import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewContent } from '../content/review-content.ts';
import type { SentMessage } from '../model/prompt.ts';
import type { ReviewedWork } from './reviewed-work.ts';
import { tiers, type Reason, type Tier } from './tiers.ts';

/** What it took. */
export interface Usage {
  readonly model: string | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costMicros: number;
}

export const nothingUsed: Usage = { model: null, promptTokens: 0, completionTokens: 0, costMicros: 0 };

export type Outcome =
  | {
      readonly kind: 'written';
      readonly content: ReviewContent;
      readonly usage: Usage;
      readonly sent: readonly SentMessage[] | null;
    }
  /** It has nothing to say; `closes` names a tier that is not asked after that. What was spent in vain is spent. */
  | {
      readonly kind: 'passed';
      readonly why: Reason;
      readonly closes?: Tier;
      readonly usage?: Usage;
      readonly sent?: readonly SentMessage[];
    }
  /** The model is being asked about the same program: what it says will be there after so many seconds. */
  | { readonly kind: 'behind'; readonly afterSeconds: number }
  /** Not now: it may be asked again after so many seconds. */
  | { readonly kind: 'later'; readonly why: Reason; readonly afterSeconds: number };

/** Somebody who may write a review. It opens its own transactions and calls the network outside of them. */
export interface Reviewer {
  readonly tier: Tier;
  review(scope: Scope, work: ReviewedWork, signal: AbortSignal): Promise<Outcome | null>;
}

/** Offered by whoever can review code; asked in the order of the tiers. Null is: nothing to say, and nothing to tell about it. */
export const reviewer = extensionPoint<Reviewer>('ai-reviews.reviewer');

/**
 * Those who are asked, the first first [H1-08]. For what failed its tests the model is asked only when somebody wants it [CON-32];
 * who wants it gets nothing that they have already.
 */
export function ladderOf({ contributions }: Pick<Scope, 'contributions'>, work: ReviewedWork) {
  const left = leftOut(work);
  return contributions(reviewer)
    .filter(({ tier }) => !left.includes(tier))
    .toSorted((one, other) => tiers.indexOf(one.tier) - tiers.indexOf(other.tier));
}

function leftOut(work: ReviewedWork): readonly Tier[] {
  if (work.occasion === 'judged') return work.verdict === 'ACCEPTED' ? [] : ['quota', 'model'];
  return takesEarlier(work) ? ['patterns'] : ['exact', 'similar', 'patterns'];
}

/** Who has what a model said, and asks for more, does not want that again; nor does who wants to hear of something else. */
export const takesEarlier = ({ occasion, spoken, focus }: Pick<ReviewedWork, 'occasion' | 'spoken' | 'focus'>) =>
  occasion === 'judged' || (focus.length === 0 && !fromModels.includes(spoken));

const fromModels: readonly (Tier | null)[] = ['exact', 'similar', 'model'];
