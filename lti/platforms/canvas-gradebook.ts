import type { Gradebook } from './gradebook.ts';

/**
 * Every score makes an attempt unless it says that it does not, and what is not final clears the grade unless it is to be kept
 * (CAN-12, CAN-14). Few calls at once: it throttles each token (CAN-19).
 */
export const canvasGradebook: Partial<Gradebook> = {
  told: ['FullyGraded', 'PendingManual'],
  parallelCalls: 2,
  scoreExtension: ({ gradingProgress, submittedAt, isNewAttempt, isTakenAway, reviewUrl }) => ({
    'https://canvas.instructure.com/lti/submission': {
      new_submission: isNewAttempt,
      ...(gradingProgress === 'FullyGraded' || isTakenAway ? {} : { preserve_score: true }),
      ...(submittedAt ? { submitted_at: submittedAt.toISOString() } : {}),
      ...(isNewAttempt && reviewUrl ? { submission_type: 'basic_lti_launch', submission_data: reviewUrl } : {}),
    },
  }),
  lineItemExtension: (reviewUrl) =>
    reviewUrl === null
      ? {}
      : {
          'https://canvas.instructure.com/lti/submission_type': {
            type: 'external_tool',
            external_tool_url: reviewUrl,
          },
        },
  reasonOf(status, words) {
    if (/not (found )?in course|not a student|not enrolled/i.test(words)) return 'notEnrolled';
    if (/attempt/i.test(words)) return 'attemptsUsedUp';
    if (status === 400 && /timestamp|more recent|older/i.test(words)) return 'olderTimestamp';
    return status === 412 ? 'itemGone' : null;
  },
};
