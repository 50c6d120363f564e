import { z } from 'zod';
import { difficulties, knownLanguages, listCategories, listTopics, mayWriteProblems } from '#plugins/problems';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields } from '#src/http/list/list-schemas.ts';
import type { PageMeta } from '#src/http/reply.ts';
import { emptyForm } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { choosableList, type ChoosableProblem, type ChoosableQuery } from './choosable-list.ts';

const option = z.object({ value: z.string(), label: z.string() });

/** A search among problems, wherever somebody chooses some. */
export const ChoosableFields = PagerFields.extend({
  /** Where the search leads. */
  searchPath: z.string(),
  /** Of the search; the page's own form is another. */
  search: FormFields,
  difficulties: z.array(z.enum(difficulties)),
  categories: z.array(option),
  topics: z.array(option),
  languages: z.array(option),
  isNarrowed: z.boolean(),
  mayWrite: z.boolean(),
  found: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      difficulty: z.enum(difficulties),
      category: z.string().nullable(),
      authorName: z.string().nullable(),
      isOwn: z.boolean(),
      languages: z.array(z.string()),
      isChosen: z.boolean(),
    }),
  ),
});

interface Found {
  readonly path: string;
  readonly query: ChoosableQuery;
  readonly rows: readonly ChoosableProblem[];
  readonly meta: PageMeta;
  readonly chosen: readonly string[];
}

export async function choosableFields(
  scope: Scope,
  { path, query, rows, meta, chosen }: Found,
): Promise<z.output<typeof ChoosableFields>> {
  const { q, difficulty, category, topic, language, own } = query;
  const topics = await listTopics(scope);
  const slug = topics.find(({ id }) => id === topic)?.slug ?? topic;
  const asked = { q, difficulty, category, topic: slug, language, own };
  return {
    searchPath: path,
    search: formFields(emptyForm, asked),
    difficulties: [...difficulties],
    categories: (await listCategories(scope)).map((value) => ({ value, label: value })),
    topics: topics.map((one) => ({ value: one.slug, label: one.name })),
    languages: [...knownLanguages],
    isNarrowed: Object.values(asked).some(Boolean),
    mayWrite: await mayWriteProblems(scope),
    found: rows.map(({ languages, ...row }) => ({
      ...row,
      languages: languages.map(nameOf),
      isChosen: chosen.includes(row.id),
    })),
    meta: counted(meta),
    links: choosableList.links(path, query, meta),
  };
}

const nameOf = (language: string) => knownLanguages.find(({ value }) => value === language)?.label ?? language;
