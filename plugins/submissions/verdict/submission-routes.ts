import { z } from 'zod';
import { DomainError } from '#src/errors.ts';
import { page, redirect, stream } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { submissionPath, submissionsPath } from '../paths.ts';
import { rejudgeSubmission } from '../rejudge-submission.ts';
import { codeView, readCode } from './code-view.ts';
import { readResult, resultView } from './result-view.ts';
import { selectSubmission } from './select-submission.ts';
import { openEvents } from './open-events.ts';
import { submissionPage } from './verdict-page.ts';
import { submissionView } from './verdict-view.ts';
import type { Scope } from '#src/scope/scope.ts';

const params = z.object({ id: idOf('submission') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectSubmission(scope, id);
const path = `${submissionsPath}/:id`;

/** One submission, for whoever may see it. */
export const submissionRoutes = [
  get(path, {
    summary: 'A submission: verdict, points, and how each test went; of hidden tests nothing but the verdict and times',
    answer: submissionView,
    params,
    allow,
    handle: async (scope, { row }) => submissionPage(scope, row),
  }),

  get(`${path}/code`, {
    summary: 'The source of a submission',
    answer: codeView,
    params,
    allow,
    handle: async (scope, { row }) => page(codeView, await readCode(scope, row)),
  }),

  get(`${path}/result`, {
    summary: 'The result of a submission in short: status, score, and one line for each test',
    answer: resultView,
    params,
    allow,
    handle: async (scope, { row }) => page(resultView, await readResult(scope, row)),
  }),

  get(`${path}/events`, {
    summary: 'A stream of server-sent events: the submission as it is, and every change while it is judged',
    work: 'steps',
    params,
    allow,
    handle: async (scope, { row }) => stream((res, drawing) => openEvents(scope, row.id, res, drawing)),
  }),

  post(`${path}/rejudgement`, {
    summary:
      'Has a submission judged again: one for which no verdict came to be, or any for who looks after the organization',
    params,
    allow,
    async handle(scope, { row }) {
      if ((row.verdict !== 'ERROR' || row.obstacle === null) && !row.isKeeper)
        throw new DomainError('forbidden', 'submissions.error.judged');
      await rejudgeSubmission(scope, row.id);
      return redirect(submissionPath(row.id));
    },
  }),
];
