import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Reason } from '../ladder/tiers.ts';
import { microsPerCent } from '../model/cost-of.ts';
import { readRules } from '../organization/read-rules.ts';
import { AiReviewConsent } from '../consent/review-consent.entity.ts';
import { usedElsewhere, type Used } from './model-spending.ts';
import { tokenLimitOf } from './token-limit.ts';

export interface Wanted {
  readonly userId: string;
  /** The review for which it is asked: what it took before does not count twice. Null before there is one. */
  readonly reviewId: string | null;
  /** What it may cost at most, in millionths of a US dollar. */
  readonly costMicros: number;
  /** Whether the organization pays for it itself. */
  readonly hasOwnKey: boolean;
}

// Days and months end at midnight in UTC, hours do not. What an answer that is there has cost stands with the calls.
const query = `
  select count(*) filter (where user_id = ? and asked_model_at >= date_trunc('day', now(), 'UTC'))::int as "byPerson",
    count(*) filter (where user_id = ? and asked_model_at > now() - interval '1 hour')::int as "byPersonHour",
    coalesce(sum(prompt_tokens + completion_tokens) filter (where user_id = ? and asked_model_at >= date_trunc('day', now(), 'UTC')), 0)::float8 as "personTokens",
    count(*) filter (where asked_model_at >= date_trunc('month', now(), 'UTC'))::int as "byAll",
    coalesce(sum(cost_micros) filter (where state = 'WRITING' and has_own_key = ?), 0)::float8 as "reservedMicros",
    (select coalesce(sum(c.cost_micros), 0)::float8 from ai_model_call c
      where c.organization_id = ? and c.created_at >= date_trunc('month', now(), 'UTC') and c.has_own_key = ?) as "paidMicros",
    (select u.roles from "user" u where u.organization_id = ? and u.id = ?) as roles
  from ai_review
  where organization_id = ? and id <> coalesce(?::uuid, '00000000-0000-0000-0000-000000000000')
    and coalesce(asked_model_at, finished_at) >= least(date_trunc('month', now(), 'UTC'), now() - interval '1 hour')`;

interface UsedByReviews extends Used {
  readonly paidMicros: number;
  /** Null where the person is gone. */
  readonly roles: readonly OrganizationRole[] | null;
}

/** Why the model may not be asked for somebody at the moment; null where it may. In the open transaction. */
export async function refusalFor(
  scope: Scope,
  { userId, reviewId, costMicros, hasOwnKey }: Wanted,
): Promise<Reason | null> {
  const { em, organization } = scope;
  const rules = await readRules(scope, { hasOwnKey });
  if (!rules.usesModel) return 'switchedOff';
  if (rules.wantsConsent && !(await em.findOne(AiReviewConsent, { user: userId }))) return 'noConsent';
  const person = [organization.id, userId];
  const values = [userId, userId, userId, hasOwnKey, organization.id, hasOwnKey, ...person, organization.id, reviewId];
  const [byReviews] = await em.execute<UsedByReviews[]>(query, values);
  const used = [byReviews!, ...(await usedElsewhere(scope, { userId, hasOwnKey }))];
  const sum = (what: keyof Used) => used.reduce((total, one) => total + one[what], 0);
  if (sum('byPerson') >= rules.mostPerPersonDay) return 'personLimit';
  if (sum('byPersonHour') >= rules.mostPerPersonHour) return 'hourLimit';
  if (sum('personTokens') >= tokenLimitOf(rules, byReviews!.roles ?? [])) return 'tokenLimit';
  if (sum('byAll') >= rules.mostPerMonth) return 'organizationLimit';
  const spent = byReviews!.paidMicros + sum('reservedMicros');
  return spent + costMicros > rules.budgetCents * microsPerCent ? 'budget' : null;
}
