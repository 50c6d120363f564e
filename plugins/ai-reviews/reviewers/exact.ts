import { findSame } from '../earlier/find-earlier.ts';
import { printOf } from '../earlier/print-of.ts';
import { takeReview } from '../earlier/take-review.ts';
import { reviewer } from '../ladder/reviewer.ts';

/** Says again what a model said of the same program, but for layout, comments and names, which did the same in every test [H1-09]. */
export const exactReviewer = reviewer({
  tier: 'exact',
  async review(scope, work) {
    const print = await printOf(scope, work);
    return print && takeReview(scope, work, { earlier: await findSame(scope, work, print), isSame: true });
  },
});
