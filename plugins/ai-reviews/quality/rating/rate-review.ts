import { z } from 'zod';
import { invalid } from '#src/errors.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { AiReview } from '../../ai-review.entity.ts';
import type { RatedReview } from './select-rated.ts';
import { AiReviewRating } from './review-rating.entity.ts';

/** Worst to best, as it is stored; 0 to 100 is made of it where figures are shown [CON-39]. */
const stars = z.int().min(1).max(5);

export const RatingForm = z.object({
  satisfaction: stars,
  relevance: stars.optional(),
  educationalValue: stars.optional(),
  clarity: stars.optional(),
  comment: z.string().trim().max(2_000).optional(),
  /** By the number of the suggestion, from 0. */
  helpful: z.record(z.string().regex(/^\d$/), z.enum(['yes', 'no'])).optional(),
});
export type RatingForm = z.output<typeof RatingForm>;

/** Keeps what somebody thinks of a review of their own work, in place of what they thought before. Throws DomainError `invalid` for a suggestion that is none. */
export async function rateReview(scope: Scope, review: RatedReview, form: RatingForm): Promise<void> {
  const { em } = scope;
  const user = signedInUser(scope);
  const helpful = Array.from({ length: review.suggestions.length }, (_, index) => helps(form.helpful?.[index]));
  if (Object.keys(form.helpful ?? {}).some((index) => Number(index) >= helpful.length))
    throw invalid({ field: 'helpful', key: 'ai-reviews.rating.noSuggestion' });
  const { relevance = null, educationalValue = null, clarity = null, comment } = form;
  const given = { satisfaction: form.satisfaction, relevance, educationalValue, clarity, comment: comment || null };
  const said = { ...given, helpful, ratedAt: scope.now() };
  const standing = await em.findOne(AiReviewRating, { review: review.id, user });
  if (standing) em.assign(standing, said);
  else
    em.create(AiReviewRating, {
      ...said,
      review: em.getReference(AiReview, review.id),
      user: em.getReference(User, user),
    });
  await em.flush();
}

const helps = (said: 'yes' | 'no' | undefined) => (said === undefined ? null : said === 'yes');
