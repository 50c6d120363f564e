import { similarFrom } from '#plugins/code-analysis';
import { findSimilar } from '../earlier/find-earlier.ts';
import { printOf } from '../earlier/print-of.ts';
import { takeReview } from '../earlier/take-review.ts';
import { reviewer } from '../ladder/reviewer.ts';

/**
 * Says what a model said of another right program that goes the same way [H1-11]. Of programs that fail none is similar enough: a
 * fault often lies in one sign, which a fingerprint does not see.
 */
export const similarReviewer = reviewer({
  tier: 'similar',
  async review(scope, work) {
    if (work.verdict !== 'ACCEPTED') return null;
    const print = await printOf(scope, work);
    if (!print) return null;
    const earlier = await findSimilar(scope, work, print, similarFrom);
    return takeReview(scope, work, { earlier, isSame: false });
  },
});
