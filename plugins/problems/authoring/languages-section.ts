import { z } from 'zod';
import { Languages } from '../content/languages.ts';
import { languageName } from '../content/language-facts.ts';
import type { ProblemContent } from '../content/problem-content.ts';
import {
  Claims,
  complexities,
  complexityName,
  Harness,
  spaceComplexities,
  ValueType,
  type Complexity,
} from '../judging/index.ts';
import { itemsIn, textIn } from './flatten.ts';
import { firstFile, knownLanguages, offeredLanguages, renamedFiles } from './known-languages.ts';
import { sectionRoutes, type Section } from './section.ts';
import { commaList } from './word-lists.ts';

const { limits, languages } = Languages.shape;
const words = z.string().max(5000).nullable().default(null);

/** `name: type` with commas between. */
const parameters = z
  .string()
  .regex(/^\s*[A-Za-z_]\w*\s*:\s*[a-z]+(\[\])*(\s*,\s*[A-Za-z_]\w*\s*:\s*[a-z]+(\[\])*)*\s*$/)
  .nullable()
  .default(null);

const LanguagesForm = z.object({
  limits,
  languages,
  functionName: Harness.shape.functionName.nullable().default(null),
  parameters,
  returns: ValueType.nullable().default(null),
  forbidden: words,
  required: words,
  ...Claims.shape,
});
type LanguagesForm = z.infer<typeof LanguagesForm>;

const Choices = z.array(z.object({ value: z.string(), label: z.string() }));
const namesOf = (known: readonly Complexity[]) => known.map((value) => ({ value, label: complexityName(value) }));

const LanguageRows = z.array(
  z.object({
    at: z.string(),
    id: z.string(),
    name: z.string(),
    starter: z.array(z.string()),
    given: z.array(z.string()),
  }),
);

const section: Section<LanguagesForm> = {
  below: '/languages',
  summary:
    'In what a problem is solved: languages with what a student begins with, limits, the function that is called',
  template: 'problems/authoring/languages',
  body: LanguagesForm,
  extra: { languages: LanguageRows, known: Choices, times: Choices, spaces: Choices },
  more: (content, values) => ({
    known: offeredLanguages(content.languages.map(({ id }) => id)),
    times: namesOf(complexities),
    spaces: namesOf(spaceComplexities),
    languages: itemsIn(values, 'languages').map((at) => ({
      at,
      id: textIn(values, `${at}.id`),
      name: languageName(textIn(values, `${at}.id`)),
      starter: itemsIn(values, `${at}.starter`),
      given: itemsIn(values, `${at}.given`),
    })),
  }),
  shown: ({ limits: standing, languages: rows, harness, rules }: ProblemContent) => ({
    limits: standing,
    languages: rows,
    functionName: harness?.functionName ?? null,
    parameters: harness?.parameters.map(({ name, type }) => `${name}: ${type}`).join(', ') ?? null,
    returns: harness?.returns ?? null,
    forbidden: rules.forbidden.join(', '),
    required: rules.required.join(', '),
    ...Claims.parse(rules),
  }),
  merge: (content, form) => ({
    ...content,
    limits: form.limits,
    languages: form.languages.map((language) => ({
      ...language,
      starter: renamedFiles(language.id, language.starter),
    })),
    harness: harnessOf(form),
    rules: { ...Claims.parse(form), forbidden: commaList(form.forbidden), required: commaList(form.required) },
  }),
  fresh: (list, content) =>
    list === 'languages' ? freshLanguage(content) : { path: 'data.txt', content: '', locked: null },
};

function harnessOf({ functionName, parameters: written, returns }: LanguagesForm): ProblemContent['harness'] {
  if (functionName === null) return null;
  const given = commaList(written).map((text) => {
    const [name = '', type = ''] = text.split(':').map((part) => part.trim());
    return { name, type };
  });
  return { functionName, parameters: given, returns: returns ?? 'json' };
}

/** The first that is not there yet, with a file to begin in. */
function freshLanguage({ languages: there }: ProblemContent): ProblemContent['languages'][number] {
  const next = knownLanguages.find(({ value }) => !there.some(({ id }) => id === value)) ?? knownLanguages[0]!;
  const starter = [{ path: firstFile(next.value), content: '', locked: null }];
  return { id: next.value, starter, given: [], timeMs: null, memoryKb: null };
}

export const languagesRoutes = sectionRoutes(section);
