import { z } from 'zod';
import { invalid } from '#src/errors.ts';
import { signedInPeople } from '#src/http/allow.ts';
import { afterwards } from '#src/http/handled.ts';
import { post } from '#src/http/route.ts';
import { allowSolving } from './allow-solving.ts';
import { submissionsPath } from './paths.ts';
import { mostBytes, ProgramInput } from './source-input.ts';
import { submitSource } from './submit-source.ts';
import { acceptedPage } from './verdict/verdict-page.ts';
import { verdictView } from './verdict/verdict-view.ts';
import { problemPlaces } from './workspace/problem-places.ts';
import { refusedPage } from './workspace/refused-work.ts';

/** Where work is handed in. */
export const submitRoutes = [
  post(`${problemPlaces.path}/submissions`, {
    summary:
      'Hands in a solution of a problem; its verdict comes later, at the page and in the stream of the submission',
    answer: verdictView,
    params: z.object(problemPlaces.params),
    body: ProgramInput,
    maxBytes: mostBytes,
    allow: problemPlaces.allow,
    handle: async (scope, { row: { problemId, versionId }, body }) =>
      afterwards((await submitSource(scope, { ...body, problemId, versionId })).id),
    afterwards: acceptedPage,
    again: async (scope, { row, visit }, form) =>
      refusedPage(form, visit, (refused) => problemPlaces.draw(scope, row, { refused })),
  }),

  post(submissionsPath, {
    summary: 'The same, with the problem in the body',
    answer: verdictView,
    body: ProgramInput.extend({ problemId: z.uuid() }),
    allow: signedInPeople,
    async handle(scope, { body }) {
      const problem = await allowSolving(scope, body.problemId);
      if (!problem) throw invalid({ field: 'problemId', key: 'submissions.error.problem' });
      return afterwards((await submitSource(scope, { ...body, versionId: problem.versionId })).id);
    },
    afterwards: acceptedPage,
  }),
];
