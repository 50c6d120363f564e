import type { Verdict } from '#plugins/submissions';
import type { Finding } from './findings-of.ts';

/** As many as a review by a model has improvements. */
const asMuchAsAModel = 3;

/**
 * Whether patterns are all that has to be said. Of a program that fails: when one may be why. Of one that passed: when they say as
 * much as a model would and one is no matter of taste, or, where there is no model, when there are any.
 */
export function suffice(findings: readonly Finding[], verdict: Verdict, hasModel: boolean): boolean {
  const isGrave = findings.some(({ severity }) => severity !== 'hint');
  if (verdict !== 'ACCEPTED') return isGrave;
  return hasModel ? isGrave && findings.length >= asMuchAsAModel : findings.length > 0;
}
