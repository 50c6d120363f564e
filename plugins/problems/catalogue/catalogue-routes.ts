import { signedInPeople } from '#src/http/allow.ts';
import { page, redirect } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import { z } from 'zod';
import { mayWriteProblems } from '../problem-writers.ts';
import { problemsPath } from '../paths.ts';
import { cataloguePage, catalogueView, categoriesView } from './catalogue-views.ts';
import { listTopics } from '../topics/list-topics.ts';
import { hasAttempted } from './has-attempted.ts';
import { listProblems, problemList } from './problem-list.ts';
import { listCategories, listSearchChoices } from './search-choices.ts';

/** The other name of a problem. */
const challenges = ['', '/categories', '/:id', '/:id/stats'].map((below) =>
  get(`/challenges${below}`, {
    summary: 'Leads to the same place among the problems',
    params: z.object({ id: z.string().max(100).optional() }),
    allow: signedInPeople,
    handle: async (_scope, { params: { id = '' } }) =>
      redirect(`${problemsPath}${below.replace(':id', encodeURIComponent(id))}`),
  }),
);

/** What there is to solve. */
export const catalogueRoutes = [
  get(problemsPath, {
    summary: 'The problems that who asks may see: searched, narrowed, sorted, in pages',
    answer: catalogueView,
    query: problemList.query,
    allow: signedInPeople,
    async handle(scope, { query, row }) {
      const { rows, meta } = await listProblems(scope, query, row.id);
      const { categories, skills } = await listSearchChoices(scope);
      const topics = await listTopics(scope);
      const mayWrite = await mayWriteProblems(scope);
      const isNew = !mayWrite && !(await hasAttempted(scope, row.id));
      return cataloguePage({ query, rows, meta, categories, skills, topics, mayWrite, isNew });
    },
  }),

  get(`${problemsPath}/categories`, {
    summary: 'The categories of the problems that everybody sees',
    answer: categoriesView,
    allow: signedInPeople,
    handle: async (scope) => page(categoriesView, { categories: [...(await listCategories(scope))] }),
  }),

  ...challenges,
];
