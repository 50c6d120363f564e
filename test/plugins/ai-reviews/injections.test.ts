import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { ReviewContent } from '../../../plugins/ai-reviews/content/review-content.ts';
import { askForReview } from '../../../plugins/ai-reviews/writing/ask-for-review.ts';
import { selectSubmission } from '#plugins/submissions';
import { aScope, openTestApp } from '../../support/app.ts';
import { answers, openModelServer } from '../../support/model-server.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { html } from '../../support/web.ts';
import { injections } from './injections.ts';
import { addressOf, judgedWork, pointsOf, write } from './judged-work.ts';

let app: App;
let address: string;
let scope: Scope;
let problemId: string;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  app = await openTestApp({ environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url } });
  address = await addressOf(app);
  scope = await aScope(app);
  problemId = (await aProblem(scope)).id;
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

/** Asks the model as the student does who owns the work. */
async function asked(code: string) {
  const work = await judgedWork(scope, { code, verdict: 'FAILED', problemId });
  await write(scope, work.id);
  await scope.transaction(async (inside) => {
    const actor = { kind: 'user', id: work.userId, roles: new Set(['learner']) } as const;
    const acting = {
      ...inside,
      em: inside.em,
      actor,
      transaction: (run: (s: Scope) => unknown) => run(acting),
    } as unknown as Scope;
    await askForReview(acting, (await selectSubmission(acting, work.id))!);
  });
  return work;
}

describe('instructions hidden in a program', () => {
  it('are at least forty in this table', () => expect(injections.length).toBeGreaterThanOrEqual(40));

  it.each(injections.map((one) => [one.name, one] as const))(
    'move no points, show no hidden test and keep the form, even where the model obeys: %s',
    async (_name, { code, obeyed }) => {
      server.asked.length = 0;
      server.behave(answers(obeyed));
      const work = await asked(code);
      const before = await pointsOf(scope, work.id);
      const reviews = await write(scope, work.id);
      expect(await pointsOf(scope, work.id)).toEqual(before);
      expect(before).toMatchObject({ points: 0, status: 'FAILED' });
      // Of what the student wrote only data arrives: the instructions are ours, whole and first.
      const [system, data, ...more] = server.asked[0]!.body.messages;
      expect({ more, roles: [system!.role, data!.role] }).toEqual({ more: [], roles: ['system', 'user'] });
      expect(Object.keys(JSON.parse(data!.content) as object)).toEqual(['task', 'result', 'program']);
      expect(system!.content).not.toContain(code.split('\n')[0]!.slice(2));
      expect(reviews).toMatchObject([
        { occasion: 'judged', state: 'COMPLETE', tier: 'basic' },
        { occasion: 'asked', state: 'FAILED', content: null },
      ]);
      expect(['withheld', 'unreadable']).toContain(reviews[1]!.failure);
      for (const { content } of reviews) if (content) ReviewContent.parse(content);
      const page = await (
        await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...work.headers } })
      ).text();
      for (const never of ['1000002', '1000000', 'evil.example', 'onerror', 'full marks', 'volle Punktzahl', 'line_7'])
        expect(page).not.toContain(never);
    },
    60_000,
  );
});
