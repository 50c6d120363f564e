import { z } from 'zod';
import { havingRole, signedInPeople } from '#src/http/allow.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { topicsPath } from '../paths.ts';
import { organizationAuthors } from '../problem-writers.ts';
import { removeTopic, renameTopic } from './edit-topic.ts';
import { makeTopic } from './make-topic.ts';
import { selectTopics } from './select-topics.ts';
import { topicPage, topicsPage, topicsView, topicView } from './topic-views.ts';

const ById = z.object({ id: idOf('topic') });
const Named = z.object({ name: z.string().trim().min(1).max(80) });
const path = `${topicsPath}/:id`;

/** What problems are about. */
export const topicRoutes = [
  get(topicsPath, {
    summary: 'The topics of the problems, and how far who asks is in each',
    answer: topicsView,
    allow: signedInPeople,
    handle: async (scope) => topicsPage(scope),
  }),

  post(topicsPath, {
    summary: 'Makes a topic, under which authors may put their problems',
    body: Named,
    allow: async (scope) => organizationAuthors(scope),
    async handle(scope, { body: { name } }) {
      const { id } = await makeTopic(scope, name);
      return redirect(`${topicsPath}/${id}`, { said: 'problems.topics.said.made' });
    },
    again: async (scope, _input, form) => topicsPage(scope, form),
  }),

  get(path, {
    summary: 'One topic: how many problems, how far who asks is, how everybody fares',
    answer: topicView,
    params: ById,
    allow: async (scope, { id }) => findTopic(scope, id),
    handle: async (scope, { row }) => topicPage(scope, row),
  }),

  post(`${path}/name`, {
    summary: 'Calls a topic by another name, wherever it stands',
    params: ById,
    body: Named,
    async allow(scope, { id }) {
      const topic = await findTopic(scope, id);
      return topic && organizationAuthors(scope) && topic;
    },
    async handle(scope, { row, body: { name } }) {
      await renameTopic(scope, row, name);
      return redirect(`${topicsPath}/${row.id}`, { said: 'problems.topics.said.renamed' });
    },
    again: async (scope, { row }, form) => topicPage(scope, row, form),
  }),

  post(`${path}/removal`, {
    summary: 'Takes a topic away; the problems stay',
    params: ById,
    body: z.object({}),
    allow: async (scope, { id }) => (await havingRole('owner', 'admin')(scope)) && findTopic(scope, id),
    async handle(scope, { row }) {
      await removeTopic(scope, row);
      return redirect(topicsPath, { said: 'problems.topics.said.removed' });
    },
  }),
];

async function findTopic(scope: Scope, id: string) {
  if (scope.actor.kind !== 'user') return null;
  const [topic] = await selectTopics(scope, id);
  return topic ?? null;
}
