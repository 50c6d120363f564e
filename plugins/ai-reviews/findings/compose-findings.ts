import { composeBasic } from '../basic/compose-basic.ts';
import { linesOf } from '../content/lines-of.ts';
import type { ReviewContent, Suggestion } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import type { Finding } from './findings-of.ts';

const mostSuggestions = 5;

/** The words of the tests, and for each pattern where it is, what it is, why it matters and what to do instead. */
export function composeFindings(work: ReviewedWork, findings: readonly Finding[]): ReviewContent {
  const basic = composeBasic(work);
  const found = findings.flatMap((finding) => suggestionOf(work, finding));
  return { ...basic, suggestions: [...basic.suggestions, ...found].slice(0, mostSuggestions) };
}

function suggestionOf({ files }: ReviewedWork, { explanation, place }: Finding): Suggestion[] {
  const { file, start, end } = place;
  const currentCode = linesOf(files, file, start, end);
  if (currentCode === null) return [];
  return [{ file, lineStart: start, lineEnd: end, currentCode, suggestedCode: null, explanation }];
}
