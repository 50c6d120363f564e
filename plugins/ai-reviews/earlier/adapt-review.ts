import { composeBasic, correctnessOf } from '../basic/compose-basic.ts';
import { overallScore } from '../content/overall-score.ts';
import type { ReviewContent, ReviewText } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import type { Earlier } from './find-earlier.ts';
import { foreignTo } from './foreign-to.ts';
import { moveSuggestions } from './move-suggestions.ts';

/**
 * A review of another program as one of this: its lines are those of this program, and each part that speaks of something only
 * the other one has is left out. Null where less than half would remain. Outside of transactions.
 */
export async function adaptReview(
  earlier: Earlier,
  work: ReviewedWork,
  isSame: boolean,
): Promise<ReviewContent | null> {
  const { content } = earlier;
  if (isWordForWord(earlier, work)) return { ...content, ...figuresOf(content, work) };
  const foreign = foreignTo(work, earlier.files);
  const says = (text: ReviewText) => typeof text !== 'string' || !foreign.inSentences(text);
  const { complexity, summary } = content;
  const parts = {
    strengths: content.strengths.filter(says),
    improvements: content.improvements.filter(says),
    suggestions: await moveSuggestions(earlier, { work, foreign, isSame }),
    conceptualErrors: content.conceptualErrors.filter(says),
    resources: content.resources.filter(({ title }) => says(title)),
  };
  const isEmpty = parts.strengths.length + parts.improvements.length === 0;
  if (isEmpty || countOf(parts) * 2 < countOf(content)) return null;
  return {
    ...parts,
    // How readable the names of the other program are says nothing of these.
    ...figuresOf({ scores: { ...content.scores, codeQuality: null } }, work),
    summary: says(summary) ? summary : composeBasic(work).summary,
    complexity:
      complexity && [complexity.time, complexity.space, complexity.explanation].every(says) ? complexity : null,
  };
}

function isWordForWord({ files }: Earlier, work: ReviewedWork) {
  const plain = (all: Earlier['files']) => JSON.stringify(all.map(({ path, content }) => [path, content]));
  return plain(files) === plain(work.files);
}

function figuresOf({ scores: given }: Pick<ReviewContent, 'scores'>, work: ReviewedWork) {
  const scores = { ...given, correctness: correctnessOf(work) };
  return { scores, overallScore: overallScore(scores) };
}

type Parts = Pick<ReviewContent, 'strengths' | 'improvements' | 'suggestions' | 'conceptualErrors'>;

const countOf = ({ strengths, improvements, suggestions, conceptualErrors }: Parts) =>
  strengths.length + improvements.length + suggestions.length + conceptualErrors.length;
