import { submissionPanel, type SubmissionRow } from '#plugins/submissions';
import { topicAddress } from '#src/http/live/topic.ts';
import type { Scope } from '#src/scope/scope.ts';
import { daysOfCatchingUp } from '../writing/catch-up.ts';
import { reviewFields } from './review-fields.ts';
import { reviewTopic } from './review-topic.ts';
import { reviewPanelView } from './review-view.ts';
import { selectReviews } from './select-reviews.ts';

/** The review below the verdict [H1-27]; nothing below others' old work that never had one. */
export const reviewPanel = submissionPanel({
  name: 'review',
  view: reviewPanelView,
  async load(scope, row) {
    const rows = await selectReviews(scope, row);
    const fields = reviewFields(scope, row, rows);
    return rows.length === 0 && isOld(scope, row) && !fields.mayBegin ? null : fields;
  },
  // What begins by itself brings its own connection.
  live: ({ id }, { state, isUnderWay, mayBegin }) =>
    (state === 'none' && !mayBegin) || isUnderWay ? topicAddress(reviewTopic, { submissionId: id }) : null,
});

const isOld = (scope: Scope, { judgedAt }: SubmissionRow) =>
  judgedAt !== null && scope.now().getTime() - new Date(judgedAt).getTime() > daysOfCatchingUp * 86_400_000;
