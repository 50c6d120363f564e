import { z } from 'zod';
import { havingRole } from '#src/http/allow.ts';
import { redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post } from '#src/http/route.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { AiReview } from '../../ai-review.entity.ts';
import { samplePath } from '../../paths.ts';
import { drawSample } from './draw-sample.ts';
import { AiReviewAssessment } from './review-assessment.entity.ts';
import { samplePage, sampleView } from './sample-view.ts';
import { selectSampled } from './select-sampled.ts';

export const teachers = havingRole('owner', 'admin', 'instructor');

const stars = z.int().min(1).max(5);
const AssessmentForm = z.object({
  quality: stars,
  accuracy: stars,
  actionability: stars,
  educationalValue: stars,
  alignment: stars,
  comments: z.string().trim().max(2_000).optional(),
});

/** Reviews drawn by lot, which those who teach assess without knowing who wrote them. */
export const sampleRoutes = [
  get(samplePath, {
    summary:
      'The next review of the sample that you have not assessed; nothing in it says which tier or model wrote it',
    answer: sampleView,
    allow: teachers,
    handle: async (scope) => samplePage(await selectSampled(scope), emptyForm),
  }),

  post(samplePath, {
    summary: 'Draws another sample of the reviews of the last four weeks',
    body: z.object({}),
    allow: teachers,
    async handle(scope) {
      const drawn = await drawSample(scope);
      return redirect(samplePath, { said: drawn > 0 ? 'ai-reviews.sample.drawn' : 'ai-reviews.sample.noneToDraw' });
    },
  }),

  post(`${samplePath}/:id/assessment`, {
    summary: 'Assesses a review of the sample, once',
    params: z.object({ id: idOf('sampledReview') }),
    body: AssessmentForm,
    allow: async (scope, { id }) => ((await teachers(scope)) ? selectSampled(scope, id) : null),
    async handle(scope, { body, row }) {
      await assess(scope, row.id, body);
      return redirect(samplePath, { said: 'ai-reviews.sample.said' });
    },
    again: async (_scope, { row }, form) => samplePage(row, form),
  }),
];

async function assess(scope: Scope, reviewId: string, form: z.output<typeof AssessmentForm>) {
  const { em } = scope;
  em.create(AiReviewAssessment, {
    ...form,
    comments: form.comments || null,
    review: em.getReference(AiReview, reviewId),
    reviewer: em.getReference(User, signedInUser(scope)),
  });
  await em.flush();
}
