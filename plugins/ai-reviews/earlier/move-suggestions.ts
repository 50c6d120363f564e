import { alignPrograms, rangeIn } from '#plugins/code-analysis';
import { linesOf } from '../content/lines-of.ts';
import type { Suggestion } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import type { Earlier } from './find-earlier.ts';
import type { Foreign } from './foreign-to.ts';

/** How many times as many lines a place may have in the other program. */
const mostStretched = 3;

interface Moved {
  readonly work: ReviewedWork;
  readonly foreign: Foreign;
  /** Whether both programs do the same, so that what replaces the same lines of one fits the other. */
  readonly isSame: boolean;
}

/** Suggestions of an earlier review at the lines of this program that say the same; those without such lines are left out. */
export async function moveSuggestions({ content, files }: Earlier, { work, foreign, isSame }: Moved) {
  const placeOf = placesIn(work, files);
  const moved: Suggestion[] = [];
  for (const suggestion of content.suggestions) {
    const { explanation, suggestedCode } = suggestion;
    const place = await placeOf(suggestion);
    if (!place || (typeof explanation === 'string' && foreign.inSentences(explanation))) continue;
    const fits = isSame && suggestedCode !== null && bare(place.currentCode) === bare(suggestion.currentCode);
    const code = fits && !foreign.inCode(suggestedCode) ? suggestedCode : null;
    moved.push({ ...place, suggestedCode: code, explanation });
  }
  return moved;
}

/** Where the lines of a suggestion are in this program; each pair of files is aligned once. */
function placesIn(work: ReviewedWork, files: Earlier['files']) {
  const maps = new Map<string, ReturnType<typeof alignPrograms>>();
  return async ({ file, lineStart, lineEnd }: Suggestion) => {
    const theirs = files.find(({ path }) => path === file);
    const ours = work.files.find(({ path }) => path === file) ?? (work.files.length === 1 ? work.files[0] : undefined);
    if (!theirs || !ours) return null;
    const map = maps.get(file) ?? alignPrograms(work.language, theirs.content, ours.content);
    maps.set(file, map);
    const answer = await map;
    const range = 'given' in answer && answer.given && rangeIn(answer.given, { start: lineStart, end: lineEnd });
    if (!range || range.end - range.start + 1 > mostStretched * (lineEnd - lineStart + 1)) return null;
    const currentCode = linesOf(work.files, ours.path, range.start, range.end);
    return currentCode === null ? null : { file: ours.path, lineStart: range.start, lineEnd: range.end, currentCode };
  };
}

const bare = (code: string) => code.replaceAll(/\s+/g, ' ').trim();
