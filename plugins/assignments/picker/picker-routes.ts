import { z } from 'zod';
import { answerPage, answerView, answerWithLinks, overPage } from '#lti';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { choosableList } from '../problems/choosable-list.ts';
import { changeChoices, choiceActs } from './change-choices.ts';
import { choosablePage, choosableView, findChoosable } from './choosable-page.ts';
import { arrangements, detailsPage, detailsView } from './details-page.ts';
import { LinksInput } from './links-input.ts';
import { makeLinks } from './make-links.ts';
import { pickerPage, pickerView } from './picker-page.ts';
import { pickerPath } from './picker-paths.ts';
import { selectRequest } from './select-request.ts';

const params = z.object({ id: idOf('courseDeepLink') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectRequest(scope, id);
const path = pickerPath(':id');
const Arrangement = z.object({ arrangement: z.enum(arrangements).optional() });

/** Where an instructor chooses problems for a course of an LMS that asks for content. */
export const pickerRoutes = [
  get(path, {
    summary: 'The problems that may be chosen for a course of an LMS, and those that are',
    answer: pickerView,
    params,
    query: choosableList.query,
    allow,
    handle: async (scope, { row, query }) => pickerPage(scope, row, { query }),
  }),

  post(`${path}/problems`, {
    summary: 'Picks a problem for a course of an LMS, drops it, or moves it up or down',
    params,
    body: z.object({
      problemId: z.uuid(),
      act: z.enum(choiceActs),
      asked: z.string().max(2_000).default('').describe('The query of the search to come back to'),
    }),
    allow,
    async handle(scope, { row, body: { asked, ...change } }) {
      if (row.isAnswered || row.isExpired) return overPage(row);
      await changeChoices(scope, row.id, change);
      const query = new URLSearchParams(asked).toString();
      return redirect(query ? `${pickerPath(row.id)}?${query}` : pickerPath(row.id));
    },
    again: async (scope, { row }, form) => pickerPage(scope, row, { query: choosableList.query.parse({}), form }),
  }),

  get(`${path}/problems/:problemId`, {
    summary: 'One problem that may be chosen for a course of an LMS, as its learners would see it',
    answer: choosableView,
    params: params.extend({ problemId: idOf('problem') }),
    allow: async (scope, ids) => findChoosable(scope, ids),
    handle: async (scope, { row: { request, problem } }) => choosablePage(scope, request, problem),
  }),

  get(`${path}/details`, {
    summary: 'What was picked for a course of an LMS, with title, points and dates',
    answer: detailsView,
    params,
    query: Arrangement,
    allow,
    handle: async (scope, { row, query }) => detailsPage(scope, row, { arrangement: query.arrangement }),
  }),

  post(path, {
    summary: 'Makes the assignments that were chosen, and answers the LMS: signed, for the browser to post there',
    answer: answerView,
    params,
    query: Arrangement,
    work: 'steps',
    secretAnswer: true,
    body: LinksInput,
    allow,
    async handle(scope, { row, body }) {
      if (row.isAnswered || row.isExpired) return overPage(row);
      return answerPage(await answerWithLinks(scope, row, (inside) => makeLinks(inside, row, body)));
    },
    again: async (scope, { row, query }, form) => detailsPage(scope, row, { arrangement: query.arrangement, form }),
  }),
];
