import type { Scope } from '#src/scope/scope.ts';
import { nothingUsed, type Outcome } from '../ladder/reviewer.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { objectionTo } from '../model/objection-to.ts';
import { secretsOf } from '../model/secrets-of.ts';
import { adaptReview } from './adapt-review.ts';
import type { Earlier } from './find-earlier.ts';

/**
 * The first of some earlier reviews of which enough remains for this program, and which passes for it the checks that what a model
 * writes has to pass; null where none does. It costs nothing. Outside of transactions.
 */
export async function takeReview(
  scope: Scope,
  work: ReviewedWork,
  { earlier, isSame }: { readonly earlier: readonly Earlier[]; readonly isSame: boolean },
): Promise<Outcome | null> {
  for (const one of earlier) {
    const content = await adaptReview(one, work, isSame);
    if (content && objectionTo(content, work, await secretsOf(scope, work)) === null)
      return { kind: 'written', content, usage: nothingUsed, sent: null };
  }
  return null;
}
