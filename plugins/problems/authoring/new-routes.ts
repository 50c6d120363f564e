import { created } from '#src/http/reply.ts';
import { emptyForm, get, post } from '#src/http/route.ts';
import { ProblemContent } from '../content/problem-content.ts';
import { problemPath, problemsPath } from '../paths.ts';
import { authors } from '../problem-writers.ts';
import { createProblem } from './create-problem.ts';
import { createdView, newPage, newView } from './new-page.ts';

/** How a problem begins: with its title, or as a program, whole. */
export const newRoutes = [
  get(`${problemsPath}/new`, {
    summary: 'The form for a problem',
    answer: newView,
    allow: authors,
    handle: async ({ actor }) => newPage(actor, emptyForm),
  }),

  post(problemsPath, {
    summary: 'Makes a draft, of which nothing but a title has to be there yet',
    answer: createdView,
    maxBytes: 20_000_000,
    body: ProblemContent,
    allow: authors,
    async handle(scope, { body }) {
      const { id, slug, title } = await createProblem(scope, body);
      return created(`${problemPath(id)}/edit`, createdView, { id, slug, title }, { said: 'problems.new.said' });
    },
    again: async ({ actor }, _input, form) => newPage(actor, form),
  }),
];
