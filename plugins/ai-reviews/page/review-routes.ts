import { z } from 'zod';
import { selectSubmission, Submission, submissionPath, type SubmissionRow } from '#plugins/submissions';
import { page, redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { FocusAreas } from '../content/focus.ts';
import { requestPath, reviewPath } from '../paths.ts';
import { askForReview } from '../writing/ask-for-review.ts';
import { askedPage, liveOf } from './asked-page.ts';
import { reviewFields } from './review-fields.ts';
import { askedReviewView, reviewPageView } from './review-view.ts';
import { selectRequest } from './select-request.ts';
import { selectReviews } from './select-reviews.ts';
import { selectSent } from './select-sent.ts';
import { linedFiles } from './written-fields.ts';

const params = z.object({ id: idOf('submission') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectSubmission(scope, id);
const path = reviewPath(':id');

/** The review of one submission, for whoever may see that. */
export const reviewRoutes = [
  get(path, {
    summary: 'The review of a submission, who wrote it from what, and exactly what was sent to a model for it',
    answer: reviewPageView,
    params,
    allow,
    handle: async (scope, { row }) => page(reviewPageView, await readPage(scope, row), { title: row.problemTitle }),
  }),

  post(path, {
    summary: 'Asks the model for a review, for another one, or for another try at one that could not be written',
    answer: askedReviewView,
    params,
    body: z
      .object({
        /** What it should speak of above all. */
        focusAreas: FocusAreas.default([]),
        /** Asks for nothing where there is a review already. */
        onlyFirst: z.boolean().default(false),
      })
      .default({ focusAreas: [], onlyFirst: false }),
    allow,
    async handle(scope, { row, body, visit }) {
      const reviewId = await askForReview(scope, row, body);
      if (visit.representation === 'page') return redirect(submissionPath(row.id));
      return askedPage(scope, (await selectRequest(scope, reviewId))!, 202);
    },
  }),

  get(requestPath(':id'), {
    summary: 'How far a review is that somebody asked for: ask again after `pollAfterSec` seconds',
    answer: askedReviewView,
    params: z.object({ id: idOf('aiReview') }),
    allow: (scope, { id }) => selectRequest(scope, id),
    async handle(scope, { row, visit }) {
      if (visit.representation !== 'page') return askedPage(scope, row, 200);
      const { submission } = row;
      return page(reviewPageView, await readPage(scope, submission), { title: submission.problemTitle });
    },
  }),
];

async function readPage(scope: Scope, row: SubmissionRow) {
  const rows = await selectReviews(scope, row);
  const { files } = await scope.em.findOneOrFail(Submission, { id: row.id });
  const fields = reviewFields(scope, row, rows);
  return {
    ...fields,
    problemTitle: row.problemTitle,
    files: linedFiles(files),
    sent: await selectSent(scope, row.id),
    live: liveOf(row, fields),
  };
}
