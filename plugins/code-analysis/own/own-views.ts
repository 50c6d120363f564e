import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { Effect, noEffect } from '../effect/select-effects.ts';
import { languageIds, languageNames } from '../languages.ts';
import { dimensions, severities } from '../patterns/pattern.ts';
import { TrialFields } from '../trying/trial-view.ts';
import { writings, type InstructorPattern } from './own-pattern.entity.ts';

const Listed = z.object({
  id: z.uuid(),
  name: z.string(),
  language: z.enum(languageIds),
  languageName: z.string(),
  dimension: z.enum(dimensions),
  severity: z.enum(severities),
  isOn: z.boolean(),
});

export const OwnListed = Listed.extend({ effect: Effect });

export const ownPatternView = view(
  'code-analysis/own/show',
  OwnListed.extend({
    message: z.string(),
    source: z.string(),
    isCode: z.boolean(),
    bad: z.string(),
    good: z.string(),
    /** Whether the reader may change and delete it. */
    mayEdit: z.boolean(),
    trial: TrialFields.nullable(),
    live: z.string().nullable(),
  }),
);

export const ownFormView = view(
  'code-analysis/own/form',
  z.object({
    /** Null for one that is not there yet. */
    id: z.uuid().nullable(),
    version: z.int(),
    form: FormFields,
    standing: z.array(z.object({ field: z.string(), text: z.string() })),
    languages: z.array(z.object({ value: z.string(), label: z.string() })),
    dimensions: z.array(z.string()),
    severities: z.array(z.string()),
    writings: z.array(z.string()),
  }),
);

export const listedOwn = (pattern: InstructorPattern, effects: ReadonlyMap<string, z.output<typeof Effect>>) => {
  const { id, name, language, dimension, severity, isOn } = pattern;
  const effect = effects.get(id) ?? noEffect;
  return { id, name, language, languageName: languageNames[language], dimension, severity, isOn, effect };
};

/** The form for a pattern: empty, as it stands, or as it was refused. */
export function ownFormPage(pattern: InstructorPattern | null, form: FormState) {
  const { name, language, dimension, severity, message, writing, source, bad, good } = pattern ?? fresh;
  return page(ownFormView, {
    id: pattern?.id ?? null,
    version: form.stale?.version ?? pattern?.version ?? 0,
    form: formFields(form, { name, language, dimension, severity, message, writing, source, bad, good }),
    standing: Object.entries(form.stale?.standing ?? {}).map(([field, value]) => ({ field, text: String(value) })),
    languages: languageIds.map((value) => ({ value, label: languageNames[value] })),
    dimensions: [...dimensions],
    severities: [...severities],
    writings: [...writings],
  });
}

const fresh = {
  name: '',
  language: 'python',
  dimension: 'practice',
  severity: 'warning',
  message: '',
  writing: 'code',
  source: '',
  bad: '',
  good: '',
} as const;
