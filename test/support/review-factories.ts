import type { Scope } from '#src/scope/scope.ts';
import { AiReview } from '../../plugins/ai-reviews/ai-review.entity.ts';
import { SampledReview } from '../../plugins/ai-reviews/quality/sampling/sampled-review.entity.ts';
import type { Around } from './factories.ts';
import { submissionFactories } from './submission-factories.ts';

/** Of a submission by somebody who is not among the people, so that those who teach may assess it. */
export const reviewFactories = (marker: string) => ({
  sampledReview: async (scope: Scope, _around: Around = {}) => {
    const review = await aReview(scope, marker, await submissionFactories(marker).submission(scope));
    return scope.transaction(async ({ em }) => {
      em.create(SampledReview, { review: em.getReference(AiReview, review) } as never);
      await em.flush();
      return review;
    });
  },
  /** By whoever is the weakest among the people. */
  aiReview: async (scope: Scope, around: Around = {}) =>
    aReview(scope, marker, await submissionFactories(marker).submission(scope, around)),
});

const aReview = (scope: Scope, marker: string, submissionId: string) =>
  scope.transaction(async ({ em }) => {
    const [row] = await em.execute<{ id: string }[]>(
      `insert into ai_review (id, organization_id, submission_id, user_id, problem_id, judgement, verdict, occasion, state, tier, content, finished_at)
        select gen_random_uuid(), organization_id, id, user_id, problem_id, 1, 'ACCEPTED', 'judged', 'COMPLETE', 'basic', ?::jsonb, now()
        from submission where id = ? returning id`,
      [JSON.stringify(contentOf(marker)), submissionId],
    );
    return row!.id;
  });

const contentOf = (text: string) => ({
  scores: { correctness: null, efficiency: null, codeQuality: null, bestPractices: null, security: null },
  overallScore: null,
  summary: text,
  strengths: [],
  improvements: [],
  suggestions: [],
  conceptualErrors: [],
  complexity: null,
  resources: [],
});
