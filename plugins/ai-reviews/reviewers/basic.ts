import type { Scope } from '#src/scope/scope.ts';
import { printOf } from '../earlier/print-of.ts';
import { composeFindings } from '../findings/compose-findings.ts';
import { findingsOf, type Finding } from '../findings/findings-of.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { nothingUsed, reviewer } from '../ladder/reviewer.ts';

/**
 * The last of the ladder, who always has something to say: what the tests say, and of a program that passed what is known of the
 * patterns that it shows, since nobody else comes to speak of them [H1-13].
 */
export const basicReviewer = reviewer({
  tier: 'basic',
  review: async (scope, work) => ({
    kind: 'written',
    content: composeFindings(work, await patternsOf(scope, work)),
    usage: nothingUsed,
    sent: null,
  }),
});

async function patternsOf(scope: Scope, work: ReviewedWork): Promise<readonly Finding[]> {
  if (work.verdict !== 'ACCEPTED') return [];
  try {
    const print = await printOf(scope, work);
    return print ? await findingsOf(scope, work.language, print.matches) : [];
  } catch (error) {
    scope.log.warn({ err: error, reviewId: work.reviewId }, 'a review from the tests goes without patterns');
    return [];
  }
}
