import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { locales } from '#src/messages/locale.ts';
import { languageIds } from '../languages.ts';
import { patternTexts } from '../patterns/pattern-texts.ts';
import type { InstructorPattern } from '../own/own-pattern.entity.ts';
import { dimensions, type Pattern } from '../patterns/pattern.ts';

export const PatternQuery = z.object({
  q: z.string().trim().max(100).optional().describe('Words of a title or an explanation, in any language'),
  language: z.enum(languageIds).optional(),
  dimension: z.enum(dimensions).optional(),
});
export type PatternQuery = z.output<typeof PatternQuery>;

const folder = path.join(import.meta.dirname, '../locales');

/** Of all languages: who teaches in German may remember a pattern by its English name. */
const texts = locales.map(
  (locale) => JSON.parse(readFileSync(path.join(folder, `${locale}.json`), 'utf8')) as Readonly<Record<string, string>>,
);

/** The patterns that are asked for, in the order in which they came. */
export function searchPatterns(patterns: readonly Pattern[], { q = '', language, dimension }: PatternQuery) {
  const words = wordsIn(q);
  return patterns.filter(
    (pattern) =>
      (!language || languagesOf(pattern).includes(language)) &&
      (!dimension || pattern.dimension === dimension) &&
      words.every((word) => wordsOf(pattern).includes(word)),
  );
}

/** The same of those that the organization has added, which are in one language and said in one. */
export function searchOwn(patterns: readonly InstructorPattern[], { q = '', language, dimension }: PatternQuery) {
  return patterns.filter(
    (pattern) =>
      (!language || pattern.language === language) &&
      (!dimension || pattern.dimension === dimension) &&
      wordsIn(q).every((word) => `${pattern.name} ${pattern.message}`.toLowerCase().includes(word)),
  );
}

const wordsIn = (q: string) => q.toLowerCase().split(/\s+/).filter(Boolean);

/** In the order of the list of languages, each once. */
export const languagesOf = ({ rules }: Pattern) =>
  languageIds.filter((language) => rules.some(({ languages }) => languages.includes(language)));

const wordsOf = ({ id }: Pattern) =>
  [
    id,
    ...texts.flatMap((text) => Object.values(patternTexts(id)).map((key) => text[key.split('.').slice(1).join('.')])),
  ]
    .join(' ')
    .toLowerCase();
