import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { emptyForm } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { difficulties, Difficulty, difficultyOf } from '../content/difficulty.ts';
import { problemsPath } from '../paths.ts';
import { rateOf } from '../rate-of.ts';
import type { TopicName } from '../topics/select-topics.ts';
import { NamedTopic } from '../topics/topic-views.ts';
import { problemList, problemStates, progressStates, type ListedProblem, type ProblemQuery } from './problem-list.ts';

const Listed = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  difficulty: Difficulty,
  category: z.string().nullable(),
  tags: z.array(z.string()),
  topics: z.array(NamedTopic),
  skills: z.array(z.string()),
  submissions: z.int(),
  accepted: z.int(),
  /** 0 to 1; null where nobody has submitted anything. */
  acceptanceRate: z.number().nullable(),
  progress: z.enum(progressStates),
  solvedAt: z.iso.datetime().nullable(),
  state: z.enum(problemStates),
  visibility: z.enum(['public', 'private']),
  createdAt: z.iso.datetime(),
});

export const catalogueView = view(
  'problems/catalogue/list',
  PagerFields.extend({
    problems: z.array(Listed),
    sorts: z.object({ title: SortField, difficulty: SortField, acceptance: SortField, created_at: SortField }),
    form: FormFields,
    difficulties: z.array(z.string()),
    categories: z.array(z.object({ value: z.string(), label: z.string() })),
    topics: z.array(z.object({ value: z.string(), label: z.string() })),
    skills: z.array(z.object({ value: z.string(), label: z.string() })),
    states: z.array(z.string()),
    isNarrowed: z.boolean(),
    /** Whether who asks has tried nothing yet, and may say how far they are [S-06]. */
    isNew: z.boolean(),
    mayWrite: z.boolean(),
  }),
);

export const categoriesView = view('problems/catalogue/categories', z.object({ categories: z.array(z.string()) }));

interface Shown {
  readonly query: ProblemQuery;
  readonly rows: readonly ListedProblem[];
  readonly meta: PageMeta;
  readonly categories: readonly string[];
  readonly skills: readonly string[];
  readonly topics: readonly TopicName[];
  readonly mayWrite: boolean;
  readonly isNew: boolean;
}

export function cataloguePage({ query, rows, meta, categories, skills, topics, mayWrite, isNew }: Shown) {
  const { q, difficulty, category, topic, skill, tags, status, state } = query;
  const asked = {
    q,
    category,
    topic: slugIn(topics, topic),
    skill,
    tags,
    status,
    state,
    difficulty: difficulty && difficultyOf(difficulty),
  };
  const data = {
    problems: rows.map(drawn),
    sorts: problemList.sorts(problemsPath, query),
    form: formFields(emptyForm, asked),
    difficulties: [...difficulties],
    categories: categories.map((value) => ({ value, label: value })),
    skills: skills.map((value) => ({ value: value.toLowerCase(), label: value })),
    topics: topics.map(({ slug, name }) => ({ value: slug, label: name })),
    states: [...problemStates],
    isNarrowed: Object.values(asked).some(Boolean),
    mayWrite,
    isNew,
    meta: counted(meta),
    links: problemList.links(problemsPath, query, meta),
  };
  return page(catalogueView, data, { meta });
}

/** As the form offers it, however the address names it. */
const slugIn = (topics: readonly TopicName[], asked: string | undefined) =>
  topics.find(({ id }) => id === asked)?.slug ?? asked;

const drawn = (row: ListedProblem) => ({
  ...row,
  tags: [...row.tags],
  topics: [...row.topics],
  skills: [...row.skills],
  acceptanceRate: rateOf(row),
  solvedAt: row.solvedAt && new Date(row.solvedAt).toISOString(),
  createdAt: new Date(row.createdAt).toISOString(),
});
