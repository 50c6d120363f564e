import { alignPrograms, analyse, type LineRange } from '#plugins/code-analysis';
import type { Suggestion } from '../../content/review-content.ts';
import { hasComeCloser } from './closeness.ts';
import { placeIn } from './place-in.ts';

/**
 * What the next submission did with a suggestion. `implemented`: the place came at least half of the way to the suggested code,
 * or a known pattern that stood there is gone. `changed`: something else stands there. `unknown`: the programs cannot be compared.
 */
export const outcomes = ['implemented', 'changed', 'untouched', 'unknown'] as const;
export type SuggestionOutcome = (typeof outcomes)[number];

export interface Programs {
  readonly language: string;
  readonly earlier: string;
  readonly later: string;
}

/** Asks the analyst, so no transaction is open. Never rejects for a program, whatever it is. */
export async function compareSuggestion(programs: Programs, suggestion: Suggestion): Promise<SuggestionOutcome> {
  const { language, earlier, later } = programs;
  const { given: map } = await alignPrograms(language, earlier, later);
  const range = { start: suggestion.lineStart, end: suggestion.lineEnd };
  const place = map ? placeIn(map, range, earlier, later) : null;
  if (!place) return 'unknown';
  if (place.isSame) return 'untouched';
  const { suggestedCode: suggested, currentCode: was } = suggestion;
  if (suggested !== null && hasComeCloser(place.text, { was, suggested })) return 'implemented';
  return (await isPatternGone(programs, range)) ? 'implemented' : 'changed';
}

/** Whether what the library knows by name stood in these lines, and stands nowhere in the later program. */
async function isPatternGone({ language, earlier, later }: Programs, { start, end }: LineRange) {
  const [before, after] = [await analyse(language, earlier), await analyse(language, later)];
  if (!before.given || !after.given) return false;
  const known = before.given.matches.filter((match) => match.start >= start && match.start <= end);
  const left = new Set(after.given.matches.map(({ id }) => id));
  return known.some(({ id }) => !left.has(id));
}
