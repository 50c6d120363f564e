import { z } from 'zod';
import { allowSubmission } from '#plugins/submissions';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { reviewFields } from './review-fields.ts';
import { reviewBodyView } from './review-view.ts';
import { selectReviews } from './select-reviews.ts';

/** How far the review of a submission is, while somebody looks. */
export const reviewTopic = defineTopic({
  name: 'ai-reviews.review',
  params: z.object({ submissionId: z.uuid() }),
  target: ({ submissionId }) => `review-${submissionId}`,
  allow: allowSubmission,
  draw: async (scope, row) => ({
    view: reviewBodyView,
    data: reviewFields(scope, row, await selectReviews(scope, row)),
  }),
});

export const liveReviews = liveTopic(reviewTopic);
