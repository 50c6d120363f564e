import { z } from 'zod';
import { everybody, havingRole } from '#src/http/allow.ts';
import { defineTopic, livePath, liveTopic, topicAddress } from '#src/http/live/topic.ts';
import { page } from '#src/http/reply.ts';
import { get, idOf } from '#src/http/route.ts';
import { definePlugin } from '#src/plugin.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { Sample } from '../../../../support/sample/sample.entity.ts';

const sampleView = view('watched/sample', z.object({ id: z.string(), text: z.string() }));
const boardView = view('watched/board', z.object({ title: z.string(), count: z.number() }));

/** How often each topic has been drawn in this process. */
export const drawn = { sample: 0, board: 0, asked: 0 };

/** Everybody's own drawing of a row. */
export const sampleTopic = defineTopic({
  name: 'watched.sample',
  params: z.object({ id: idOf('sample') }),
  target: ({ id }) => `sample-${id}`,
  allow: async ({ em, actor }, { id }) => (actor.kind === 'user' ? em.findOne(Sample, { id }) : null),
  async draw(_scope, { id, text }) {
    drawn.sample += 1;
    return { view: sampleView, data: { id, text, secret: 'never leaves' } };
  },
});

/** One drawing for staff and one for everybody else; nobody's own. */
export const boardTopic = defineTopic({
  name: 'watched.board',
  params: z.object({}),
  target: () => 'board',
  allow: everybody,
  audience: ({ actor }) => (actor.kind === 'user' && actor.roles.has('instructor') ? 'staff' : 'others'),
  async draw({ em, actor }) {
    drawn.board += 1;
    const [row] = await em.execute<{ count: number }[]>('select count(*)::int as count from sample');
    return { view: boardView, data: { title: `drawn by the ${actor.kind}:`, count: row!.count } };
  },
});

const signedIn = async ({ actor }: Scope) => {
  drawn.asked += 1;
  return actor.kind === 'user' ? actor : null;
};

/** What somebody sees of themselves, in two drawings; the first opens a transaction for what it reads. */
export const selfTopics = ['name', 'id'].map((what) =>
  defineTopic({
    name: `watched.${what}`,
    params: z.object({}),
    target: () => what,
    allow: signedIn,
    async draw(scope, { id }) {
      const name = (inside: Scope) =>
        inside.em.findOneOrFail(User, { id: (inside.actor as typeof inside.actor & { id: string }).id });
      const title = what === 'id' ? id : (await scope.transaction(name)).name;
      return { view: boardView, data: { title, count: drawn.asked } };
    },
  }),
);

/** Only while one is an instructor. */
export const staffTopic = defineTopic({
  name: 'watched.staff',
  params: z.object({}),
  target: () => 'staff',
  allow: havingRole('instructor'),
  draw: async () => ({ view: boardView, data: { title: 'staff', count: 1 } }),
});

/** Whose right nobody can ask about, once it has begun to fail. */
export const failing = { fails: false };
export const failingTopic = defineTopic({
  name: 'watched.failing',
  params: z.object({}),
  target: () => 'failing',
  async allow({ em }) {
    if (failing.fails) await em.execute('select 1/0');
    return true;
  },
  audience: () => 'everybody',
  draw: async () => ({ view: boardView, data: { title: 'failing', count: 1 } }),
});

/** More than a reader that does not read can be owed. */
export const largeTopic = defineTopic({
  name: 'watched.large',
  params: z.object({}),
  target: () => 'large',
  allow: everybody,
  draw: async () => ({ view: boardView, data: { title: String(Math.random()).repeat(20_000), count: 1 } }),
});

const pageView = view('watched/page', z.object({ live: z.string() }));

export const watchedPlugin = definePlugin({
  name: 'watched',
  folder: 'test/src/http/live/watched',
  contributes: [...selfTopics, sampleTopic, boardTopic, staffTopic, failingTopic, largeTopic].map((topic) =>
    liveTopic(topic),
  ),
  routes: [
    get('/watched', {
      summary: 'A page that is kept up to date',
      answer: pageView,
      allow: everybody,
      handle: async () => page(pageView, { live: livePath([topicAddress(boardTopic, {})]) }),
    }),
  ],
});
