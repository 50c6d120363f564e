import { invalid } from '#src/errors.ts';
import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import type { Scope } from '#src/scope/scope.ts';
import { regionsOf } from '../model/model-room.ts';
import { AiReviewRules } from './review-rules.entity.ts';

interface RulesForm {
  /** Of the row that the person had before them; 0 where there was none. */
  readonly version: number;
  readonly usesModel: boolean;
  readonly wantsConsent: boolean;
  readonly mostPerPersonDay: number;
  readonly mostPerMonth: number;
  /** Null for no limit. */
  readonly mostPerPersonHour: number | null;
  readonly learnerTokens: number;
  readonly instructorTokens: number;
  readonly adminTokens: number;
  readonly otherTokens: number;
  /** Null for without end. */
  readonly mostAgainPerDay: number | null;
  readonly budgetCents: number | null;
  /** Null for the installation's usual one. */
  readonly region: string | null;
}

const fields = [
  'usesModel',
  'wantsConsent',
  'mostPerPersonDay',
  'mostPerMonth',
  'mostPerPersonHour',
  'learnerTokens',
  'instructorTokens',
  'adminTokens',
  'otherTokens',
  'mostAgainPerDay',
  'budgetCents',
  'region',
] as const;

/** Throws DomainError `invalid` for a region that nobody offers, and `conflict` with both texts where somebody else saved meanwhile. */
export async function saveRules(scope: Scope, form: RulesForm): Promise<void> {
  const { em } = scope;
  if (form.region !== null && !regionsOf(scope).includes(form.region))
    throw invalid({ field: 'region', key: 'ai-reviews.rules.error.region' });
  const row = await em.findOne(AiReviewRules, {});
  const { version: _version, ...rules } = form;
  if (!row) {
    em.create(AiReviewRules, rules as never);
    return em.flush();
  }
  refuseStale(row, form, fields);
  em.assign(row, rules);
  await em.flush();
}
