import { openAnalyst, type Answer } from './analyst/analyst.ts';
import type { Analysis } from './analyst/questions.ts';
import { languageOf } from './languages.ts';
import type { OwnPattern } from './patterns/match-patterns.ts';
import type { LineMap } from './trees/align-lines.ts';

const analyst = openAnalyst();

/**
 * What can be said of a program without running it: key, fingerprint and the patterns that it shows. `language` is called as
 * the judges call it. `called`: names by which somebody outside calls the program, as a harness does; they count. Never rejects,
 * whatever the program is; `refused` says why there is no answer. Own patterns that take too long are left out.
 */
export async function analyse(
  language: string,
  source: string,
  own: readonly OwnPattern[] = [],
  called: readonly string[] = [],
): Promise<Answer<Analysis>> {
  const known = languageOf(language);
  if (!known) return { refused: 'language' };
  const answer = await analyst.ask('analyse', { language: known, source, own, called });
  const isPerhapsOwn = own.length > 0 && (answer.refused === 'time' || answer.refused === 'crash');
  return isPerhapsOwn ? analyst.ask('analyse', { language: known, source, own: [], called }) : answer;
}

/** Which lines of two programs say the same, whatever names they chose; null where too little does. Never rejects. */
export async function alignPrograms(language: string, one: string, other: string): Promise<Answer<LineMap | null>> {
  const known = languageOf(language);
  return known ? analyst.ask('align', { language: known, one, other }) : { refused: 'language' };
}
