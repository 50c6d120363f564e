import { z } from 'zod';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page, redirect, type Reply } from '#src/http/reply.ts';
import type { Representation } from '#src/http/representation.ts';
import { notFound } from '#src/errors.ts';
import { get, idOf, post, type Route } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { runPath } from '../paths.ts';
import { mostBytes } from '../source-input.ts';
import { readCode } from '../verdict/code-view.ts';
import { selectSubmission } from '../verdict/select-submission.ts';
import { placeOfWork } from '../verdict/work-place.ts';
import type { PlaceOfWork, WorkPlaces } from '../workspace/place-of-work.ts';
import { refusedPage } from '../workspace/refused-work.ts';
import { runTopic } from './run-topic.ts';
import { readRun, runPageView, runView, selectRun, type RunRow } from './run-view.ts';
import { retryRun, RunInput, startRun } from './start-run.ts';

/** Programs are tried out before they are handed in, at each kind of places. */
export const runRoute = <Shape extends z.ZodRawShape, Place extends PlaceOfWork>({
  path,
  params,
  allow,
  draw,
}: WorkPlaces<Shape, Place>): Route =>
  post(`${path}/runs`, {
    summary:
      'Runs a program with the samples or with own input; nothing of it counts, and it is forgotten within an hour',
    answer: runView,
    params: z.object(params),
    body: RunInput,
    maxBytes: mostBytes,
    allow,
    async handle(scope, { row, body, visit }) {
      const { id } = await startRun(scope, row, body);
      return acceptedRun(scope, id, visit.representation);
    },
    again: async (scope, { row, visit }, form) => refusedPage(form, visit, (refused) => draw(scope, row, { refused })),
  });

/** What was tried out, wherever. */
export const runRoutes = [
  post('/submissions/:id/test', {
    summary: 'Runs the samples with what was handed in once more; nothing of it counts',
    answer: runView,
    params: z.object({ id: idOf('submission') }),
    allow: (scope, { id }) => selectSubmission(scope, id),
    async handle(scope, { row, visit }) {
      const { files } = await readCode(scope, row);
      const input = { language: row.language, files, isOwnInput: false, stdin: '' };
      const { problemId, versionId, placeKind, placeId } = row;
      const place = placeKind !== null && placeId !== null ? { kind: placeKind, id: placeId } : null;
      const { id } = await startRun(scope, { problemId, versionId, place }, input);
      return acceptedRun(scope, id, visit.representation);
    },
  }),

  post('/runs/:id/retrial', {
    summary: 'Tries once more what no judge ran',
    answer: runView,
    params: z.object({ id: idOf('programRun') }),
    body: z.object({}),
    allow: async (scope, { id }) => selectRun(scope, id),
    async handle(scope, { row, visit }) {
      await retryRun(scope, row.id);
      return acceptedRun(scope, row.id, visit.representation);
    },
  }),

  get('/runs/:id', {
    summary: 'What came of a program that was tried out',
    answer: runPageView,
    params: z.object({ id: idOf('programRun') }),
    allow: async (scope, { id }) => selectRun(scope, id),
    handle: async (scope, { row }) => page(runPageView, await connected(scope, row)),
  }),
];

async function acceptedRun(scope: Scope, id: string, representation: Representation): Promise<Reply> {
  if (representation === 'page') return redirect(runPath(id));
  const row = await selectRun(scope, id);
  if (!row) throw notFound('run');
  return page(runView, await connected(scope, row), { status: 202 });
}

async function connected(scope: Scope, row: RunRow) {
  const fields = await readRun(scope, row);
  const live = fields.isOver ? null : livePath([topicAddress(runTopic, { runId: row.id })]);
  return { ...fields, live, solve: placeOfWork(scope, row).solve };
}
