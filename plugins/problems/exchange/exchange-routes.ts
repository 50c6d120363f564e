import { z } from 'zod';
import { created, document } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { allowEditing } from '../allow-problem.ts';
import { createdView, newPage } from '../authoring/new-page.ts';
import { authors } from '../problem-writers.ts';
import { problemPath, problemsPath } from '../paths.ts';
import { exportProblem } from './export-problem.ts';
import { importProblem } from './import-problem.ts';

const longest = 20_000_000;

/** Problems leave and come in whole, as one file. */
export const exchangeRoutes = [
  get(`${problemsPath}/:id/export`, {
    summary: 'What the author has written, with hidden tests and solutions, as a file',
    params: z.object({ id: idOf('problem') }),
    allow: allowEditing,
    async handle(scope, { row }) {
      const exported = await exportProblem(scope, row);
      return document('application/json', `${JSON.stringify(exported, null, 2)}\n`, {
        'Content-Disposition': `attachment; filename="${row.slug}.json"`,
        'Cache-Control': 'no-store',
      });
    },
  }),

  post(`${problemsPath}/import`, {
    summary: 'Makes a draft of what was exported, here or elsewhere',
    answer: createdView,
    // A form sends some characters as three.
    maxBytes: longest * 2,
    body: z.object({ source: z.string().min(1).max(longest).describe('The text of the file') }),
    allow: authors,
    async handle(scope, { body: { source } }) {
      const { id, slug, title } = await importProblem(scope, source);
      return created(`${problemPath(id)}/edit`, createdView, { id, slug, title }, { said: 'problems.exchange.said' });
    },
    again: async ({ actor }, _input, form) => newPage(actor, form),
  }),
];
