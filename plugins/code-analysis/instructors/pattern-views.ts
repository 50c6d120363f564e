import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { Effect, noEffect } from '../effect/select-effects.ts';
import { languageIds, languageNames, type LanguageId } from '../languages.ts';
import type { InstructorPattern } from '../own/own-pattern.entity.ts';
import { listedOwn, OwnListed } from '../own/own-views.ts';
import { patternTexts } from '../patterns/pattern-texts.ts';
import { dimensions, severities, type Pattern } from '../patterns/pattern.ts';
import { languagesOf, type PatternQuery } from './search-patterns.ts';

const Listed = z.object({
  id: z.string(),
  /** Keys of the texts. */
  texts: z.object({ title: z.string(), why: z.string(), instead: z.string() }),
  languages: z.array(z.enum(languageIds)),
  languageNames: z.string(),
  dimension: z.enum(dimensions),
  severity: z.enum(severities),
  isOn: z.boolean(),
  effect: Effect,
});

export const patternsView = view(
  'code-analysis/patterns',
  z.object({
    patterns: z.array(Listed),
    /** Those that the organization's teachers have added. */
    own: z.array(OwnListed),
    form: FormFields,
    languages: z.array(z.object({ value: z.string(), label: z.string() })),
    dimensions: z.array(z.string()),
    isNarrowed: z.boolean(),
  }),
);

export const patternView = view(
  'code-analysis/pattern',
  Listed.extend({
    examples: z.array(z.object({ name: z.string(), language: z.enum(languageIds), bad: z.string(), good: z.string() })),
  }),
);

/** What an organization has to do with patterns. */
interface Standing {
  readonly silenced: ReadonlySet<string>;
  readonly effects: ReadonlyMap<string, Effect>;
}

interface Found {
  readonly patterns: readonly Pattern[];
  readonly own: readonly InstructorPattern[];
}

export function patternsPage({ patterns, own }: Found, standing: Standing, query: PatternQuery) {
  return page(patternsView, {
    patterns: patterns.map((pattern) => drawn(pattern, standing)),
    own: own.map((pattern) => listedOwn(pattern, standing.effects)),
    form: formFields(emptyForm, query),
    languages: languageIds.map((value) => ({ value, label: languageNames[value] })),
    dimensions: [...dimensions],
    isNarrowed: Object.values(query).some(Boolean),
  });
}

export function patternPage(pattern: Pattern, standing: Standing) {
  const examples = pattern.rules.map(({ languages, bad, good }) => {
    return { name: named(languages), language: languages[0]!, bad, good };
  });
  return page(patternView, { ...drawn(pattern, standing), examples });
}

function drawn(pattern: Pattern, { silenced, effects }: Standing) {
  const { id, dimension, severity } = pattern;
  const languages = languagesOf(pattern);
  const shown = { id, texts: patternTexts(id), languages, languageNames: named(languages), dimension, severity };
  return { ...shown, isOn: !silenced.has(id), effect: effects.get(id) ?? noEffect };
}

const named = (languages: readonly LanguageId[]) => languages.map((language) => languageNames[language]).join(', ');
