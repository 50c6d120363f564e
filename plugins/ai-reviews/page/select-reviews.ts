import type { SubmissionRow } from '#plugins/submissions';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Occasion, ReviewState } from '../ai-review.entity.ts';
import type { FocusArea } from '../content/focus.ts';
import type { ContentSoFar, ReviewContent } from '../content/review-content.ts';
import { defaultRules } from '../organization/read-rules.ts';
import type { PassedOver, Reason, Tier } from '../ladder/tiers.ts';
import type { SentMessage } from '../model/prompt.ts';
import { usedAgainQuery } from '../writing/used-again.ts';

export interface ReviewRow {
  readonly id: string;
  readonly occasion: Occasion;
  readonly focus: readonly FocusArea[];
  readonly state: ReviewState;
  readonly tier: Tier | null;
  readonly content: ReviewContent | null;
  readonly soFar: ContentSoFar | null;
  readonly firstPartMs: number | null;
  readonly passedOver: readonly PassedOver[] | null;
  readonly failure: Reason | null;
  readonly model: string | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costMicros: number;
  readonly tookMs: number | null;
  readonly attempts: number;
  readonly sent: readonly SentMessage[] | null;
  readonly nextTryAt: string | null;
  readonly finishedAt: string | null;
  /** Of the organization's rules, and of the person whose work it is. */
  readonly usesModel: boolean;
  readonly wantsConsent: boolean;
  readonly region: string | null;
  readonly hasOwnModel: boolean;
  readonly hasConsent: boolean;
  /** Milliseconds that half of the model's reviews among the latest took; null where there was none, and for a review that has ended. */
  readonly usualMs: number | null;
  /** How often they may ask in a day although a model has spoken, null for without end; and how often they did today. */
  readonly mostAgain: number | null;
  readonly usedAgain: number;
}

const query = `
  select r.id, r.occasion, r.focus, r.state, r.tier, r.content, r.so_far as "soFar", r.first_part_ms as "firstPartMs", r.passed_over as "passedOver", r.failure, r.model,
    r.prompt_tokens as "promptTokens", r.completion_tokens as "completionTokens", r.cost_micros as "costMicros",
    r.took_ms as "tookMs", r.attempts, r.sent, r.next_try_at as "nextTryAt", r.finished_at as "finishedAt",
    coalesce(rules.uses_model, true) as "usesModel", coalesce(rules.wants_consent, false) as "wantsConsent", rules.region,
    exists (select from ai_own_model m where m.organization_id = $1) as "hasOwnModel",
    exists (select from ai_review_consent c where c.organization_id = $1 and c.user_id = r.user_id) as "hasConsent",
    case when r.state in ('WAITING', 'WRITING') then (
      select percentile_cont(0.5) within group (order by l.took_ms) from (
        select took_ms, tier from ai_review where organization_id = $1 and state = 'COMPLETE' order by created_at desc limit 200) l
      where l.tier = 'model') end as "usualMs",
    case when rules.id is null then ${defaultRules.mostAgainPerDay} else rules.most_again_per_day end as "mostAgain",
    (${usedAgainQuery.replace('$2', 'r.user_id')}) as "usedAgain"
  from ai_review r left join ai_review_rules rules on rules.organization_id = r.organization_id
  where r.organization_id = $1 and r.submission_id = $2 and r.state <> 'SUPERSEDED'
  order by r.created_at`;

/** What there is of reviews of a submission that the caller has allowed its reader; one statement, none before there is any. */
export const selectReviews = async (
  { em, organization }: Scope,
  { id, reviewStatus }: Pick<SubmissionRow, 'id' | 'reviewStatus'>,
): Promise<ReviewRow[]> => (reviewStatus === null ? [] : prepared<ReviewRow>(em, query, [organization.id, id]));
