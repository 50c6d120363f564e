import type { Scope } from '#src/scope/scope.ts';
import { gradebookOf } from '../platforms/profile.ts';
import { readResults } from '../advantage/results.ts';
import { gradeScopes } from '../advantage/grade-names.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import type { ClaimedScore } from './claim-score.ts';
import { isSameScore } from './same-score.ts';

/** Whether the LMS has this score already, comment included; false where it cannot be asked. */
export async function isThere(scope: Scope, score: ClaimedScore): Promise<boolean> {
  const { registrationId, url, subject, comment, family, scopes, gradingProgress } = score;
  if (!scopes.includes(gradeScopes.readResult) || gradingProgress !== 'FullyGraded') return false;
  const asksForOne = comment === null || gradebookOf(family).hasCommentOfOne;
  try {
    const { of } = await readResults(scope, {
      registrationId,
      url: url!,
      ...(asksForOne ? { userId: subject! } : {}),
    });
    const result = of.get(subject!);
    if (!result || !isSameScore(score, result, gradebookOf(family))) return false;
    return comment === null || plain(result.comment) === plain(comment);
  } catch (error) {
    if (error instanceof LmsRefused) return false;
    throw error;
  }
}

/** Some platforms keep line breaks as markup (BB-03), and spaces in their own way. */
const plain = (text: string | null) =>
  (text ?? '')
    .replaceAll(/<br\s*\/?>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
