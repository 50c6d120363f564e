import { correctnessOf } from '../basic/compose-basic.ts';
import { overallScore } from '../content/overall-score.ts';
import { ReviewContent } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import type { ModelAnswer } from './model-answer.ts';
import { saidOf } from './said-of.ts';

/** A model's whole answer as the content of a review: correctness is that of the tests. Null where too little remains to be one. */
export function contentOf(answer: ModelAnswer, work: ReviewedWork): ReviewContent | null {
  const scores = { correctness: correctnessOf(work), ...answer.scores };
  const read = ReviewContent.safeParse({ scores, overallScore: overallScore(scores), ...saidOf(answer, work) });
  if (!read.success) return null;
  return read.data.strengths.length + read.data.improvements.length > 0 ? read.data : null;
}
