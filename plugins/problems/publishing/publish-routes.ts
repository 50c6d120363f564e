import { z } from 'zod';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post } from '#src/http/route.ts';
import { allowEditing } from '../allow-problem.ts';
import { problemPath, problemsPath } from '../paths.ts';
import { askToPublish } from './ask-to-publish.ts';
import { publishPage } from './publish-page.ts';
import { allowPublishing, publishingTopic } from './publishing-topic.ts';
import { publishingView, publishPageView, trialsOf } from './publishing-views.ts';
import { reviseStatement } from './revise-statement.ts';

const ById = z.object({ id: idOf('problem') });
const path = `${problemsPath}/:id/publishing`;

/** How a draft becomes a version. */
export const publishRoutes = [
  get(path, {
    summary: 'What a draft lacks, the attempts to publish it, and its versions',
    answer: publishPageView,
    params: ById,
    allow: allowEditing,
    handle: async (scope, { row }) => publishPage(scope, row, emptyForm),
  }),

  post(path, {
    summary: 'Runs the solutions of the draft, and publishes it when each does what it should',
    params: ById,
    body: z.object({}),
    allow: allowEditing,
    async handle(scope, { row }) {
      const { id } = await askToPublish(scope, row.id);
      return redirect(`/publishings/${id}`);
    },
    again: async (scope, { row }, form) => publishPage(scope, row, form),
  }),

  post(`${problemsPath}/:id/revisions`, {
    summary: 'Puts the words of the draft into the version that is published; its tests stay',
    params: ById,
    body: z.object({}),
    allow: allowEditing,
    async handle(scope, { row }) {
      await reviseStatement(scope, row.id);
      return redirect(problemPath(row.id), { said: 'problems.publishing.revised' });
    },
    again: async (scope, { row }, form) => publishPage(scope, row, form),
  }),

  get('/publishings/:publishingId', {
    summary: 'How an attempt to publish goes: what each solution did',
    answer: publishingView,
    params: z.object({ publishingId: idOf('publishing') }),
    allow: allowPublishing,
    async handle(_scope, { row: { publishing, problem } }) {
      const isRunning = publishing.state === 'running';
      const live = isRunning ? livePath([topicAddress(publishingTopic, { publishingId: publishing.id })]) : null;
      const askedAt = publishing.createdAt.toISOString();
      return page(publishingView, { ...trialsOf(publishing), title: problem.title, askedAt, live });
    },
  }),
];
