import type { Scope } from '#src/scope/scope.ts';
import { reviewSettings } from '../settings.ts';
import { usualPerHour, usualTokens, type TokenGroup } from '../quota/usual-limits.ts';
import { AiReviewRules } from './review-rules.entity.ts';

export interface ReviewRules {
  readonly usesModel: boolean;
  readonly wantsConsent: boolean;
  readonly mostPerPersonDay: number;
  readonly mostPerMonth: number;
  /** Infinity where nobody is to be stopped. */
  readonly mostPerPersonHour: number;
  /** For one person in a day, by what they are. */
  readonly tokens: Readonly<Record<TokenGroup, number>>;
  /** How often one person may ask in a day although a model has spoken; null for without end. */
  readonly mostAgainPerDay: number | null;
  /** US cents in a month; without end where the organization pays itself and said nothing. */
  readonly budgetCents: number;
}

export const defaultRules = {
  usesModel: true,
  wantsConsent: false,
  mostPerPersonDay: 10,
  mostPerMonth: 5_000,
  mostPerPersonHour: usualPerHour as number | null,
  learnerTokens: usualTokens.learner as number,
  instructorTokens: usualTokens.instructor as number,
  adminTokens: usualTokens.admin as number,
  otherTokens: usualTokens.other as number,
  mostAgainPerDay: 3 as number | null,
};

/** How the organization wants its reviews, within what the installation allows and pays for. In the open transaction. */
export async function readRules(scope: Scope, { hasOwnKey = false } = {}): Promise<ReviewRules> {
  const row = await scope.em.findOne(AiReviewRules, {});
  const allowed = hasOwnKey ? Infinity : scope.settings(reviewSettings).REVIEW_BUDGET_CENTS;
  const rules = row ?? defaultRules;
  const { usesModel, wantsConsent, mostPerPersonDay, mostPerMonth, mostAgainPerDay } = rules;
  return {
    usesModel,
    wantsConsent,
    mostPerPersonDay,
    mostPerMonth,
    mostPerPersonHour: rules.mostPerPersonHour ?? Infinity,
    tokens: {
      learner: rules.learnerTokens,
      instructor: rules.instructorTokens,
      admin: rules.adminTokens,
      other: rules.otherTokens,
    },
    mostAgainPerDay: mostAgainPerDay ?? null,
    budgetCents: Math.min(allowed, row?.budgetCents ?? allowed),
  };
}
