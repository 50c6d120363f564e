import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { AiReview } from '../../../plugins/ai-reviews/ai-review.entity.ts';
import { defaultRules } from '../../../plugins/ai-reviews/organization/read-rules.ts';
import { AiReviewRules } from '../../../plugins/ai-reviews/organization/review-rules.entity.ts';
import { endWithBasic } from '../../../plugins/ai-reviews/writing/end-with-basic.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { behaviours } from '../../support/model-server.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { askingAt } from './asking.ts';
import { judgedWork, reviewsOf, write } from './judged-work.ts';
import { openReviewing, type ModelServer, type Reviewing } from './open-reviewing.ts';

let app: App;
let address: string;
let server: ModelServer;
let close: Reviewing['close'];
beforeAll(async () => {
  ({ app, address, server, close } = await openReviewing());
});
afterAll(() => close());
beforeEach(() => {
  server.behave(behaviours.good);
  server.asked.length = 0;
});

const statusOf = async ({ id, headers }: { id: string; headers: Record<string, string> }) => {
  const response = await fetch(`${address}/api/v1/submissions/${id}`, { headers });
  return ((await response.json()) as { data: { status: string } }).data.status;
};

/** What a page hears of a review, until it hears `until`. */
async function heard(id: string, headers: Record<string, string>, until: string, meanwhile: () => Promise<unknown>) {
  const stop = new AbortController();
  const topics = `ai-reviews.review:${id}`;
  const init = { headers: { ...headers, accept: 'text/event-stream' }, signal: stop.signal };
  const response = await fetch(`${address}/live?topics=${topics}`, init);
  const decoder = new TextDecoder();
  let text = '';
  let begun: Promise<unknown> | null = null;
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    begun ??= meanwhile();
    if (text.includes(until)) break;
  }
  await begun;
  stop.abort();
  return text;
}

describe('the way of a review', () => {
  it('is seen from outside at every step, and whoever looks is told when it is there, and how good the work is [H1-20]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'WAITING' }]);
    expect(await statusOf(work)).toBe('REVIEW_PENDING');
    const said = await heard(work.id, work.headers, '"state":"complete"', () => write(scope, work.id));
    expect(said).toContain('"overallScore":87');
    expect(said).toContain(work.id);
    expect(await statusOf(work)).toBe('REVIEW_COMPLETE');
    const lost = await judgedWork(scope);
    const [{ id }] = (await reviewsOf(scope, lost.id)) as [AiReview];
    // Nothing can be read of a program that is no list of files.
    await scope.transaction(({ em }) =>
      em.execute(`update submission set files = '{}', compile_output = 'a.py:1: x', passed_tests = 0 where id = ?`, [
        lost.id,
      ]),
    );
    await scope.transaction(({ em }) => em.execute('update test_run set line = 1 where submission_id = ?', [lost.id]));
    await endWithBasic(scope, id);
    expect(await reviewsOf(scope, lost.id)).toMatchObject([{ state: 'FAILED' }]);
    expect(await statusOf(lost)).toBe('REVIEW_FAILED');
  });
});

describe('a model that fails', () => {
  it('is asked three times, after 5 and after 10 seconds, and then the tests speak [H1-21, CON-34]', async () => {
    // After three failures a process leaves a provider alone: one of its own.
    const own = await openTestApp({ environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url } });
    try {
      const scope = await aScope(own);
      const work = await judgedWork(scope);
      const [{ id }] = (await reviewsOf(scope, work.id)) as [AiReview];
      server.behave(behaviours.broken);
      for (const seconds of [5, 10]) {
        const again: Date[] = [];
        const before = Date.now();
        await writeReview(scope, id, {
          signal: AbortSignal.timeout(60_000),
          again: async (_scope, at) => void again.push(at),
        });
        expect(again).toHaveLength(1);
        expect(again[0]!.getTime()).toBeGreaterThanOrEqual(before + seconds * 1_000);
        expect(again[0]!.getTime()).toBeLessThanOrEqual(Date.now() + seconds * 1_000);
      }
      await writeReview(scope, id, { signal: AbortSignal.timeout(60_000), again: () => Promise.reject(new Error()) });
      expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'basic' }]);
    } finally {
      await own.stop();
    }
  });
});

describe('the queue of reviews', () => {
  it('lets those pass first for which somebody waits who asked [H1-21]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    await write(scope, work.id);
    const { data } = await askingAt(address).ask(work);
    const priorityOf = (reviewId: string) =>
      scope.transaction(async ({ em }) => {
        const [job] = await em.execute<{ priority: number }[]>(
          `select priority from pgboss.job where name = 'ai-reviews.write' and data -> 'data' ->> 'reviewId' = ?`,
          [reviewId],
        );
        return job!.priority;
      });
    const [judged] = await reviewsOf(scope, work.id);
    expect(await priorityOf(data.reviewId)).toBeGreaterThan(await priorityOf(judged!.id));
  });
});

describe('what a model is told', () => {
  it('is the task, how hard it is and what it teaches, and the program; it answers in a given form [H1-14, H1-15]', async () => {
    const scope = await aScope(app);
    const outcomes = ['Read numbers from a line', 'Add them'];
    const { id: problemId } = await aProblem(scope, { outcomes, difficulty: 'advanced' });
    const code = 'a, b = map(int, input().split())\n\n\n\nprint(a + b)\n';
    await write(scope, (await judgedWork(scope, { problemId, code })).id);
    const [{ body }] = server.asked as unknown as [
      { body: Record<string, unknown> & { messages: { role: string; content: string }[] } },
    ];
    const [system, user, ...more] = body.messages;
    expect([system!.role, user!.role, ...more]).toEqual(['system', 'user']);
    expect(system!.content).toContain('an experienced programming teacher');
    expect(JSON.parse(user!.content)).toMatchObject({
      task: {
        title: 'Sums',
        difficulty: 'advanced',
        statement: 'Read two numbers and write their **sum**.',
        teaches: outcomes,
      },
      program: {
        files: [{ lines: '1| a, b = map(int, input().split())\n2| \n5| print(a + b)\n6| ' }],
        leftOut: 'blank lines, and what long comments say',
      },
    });
    expect(body).toMatchObject({ response_format: { type: 'json_schema' }, max_completion_tokens: 2_500 });
    expect(body.n ?? 1).toBe(1);
  });
});

describe('where the limits are used up', () => {
  /** Of somebody whose organization lets no model write. */
  async function limited(language: string, path: string, code: string) {
    const scope: Scope = await aScope(app);
    const rules = { ...defaultRules, mostPerPersonDay: 0, budgetCents: null, region: null };
    await scope.transaction(async ({ em }) => void em.create(AiReviewRules, rules as never));
    const { id } = await judgedWork(scope);
    await scope.transaction(({ em }) =>
      em.execute('update submission set language = ?, files = ?::jsonb where id = ?', [
        language,
        JSON.stringify([{ path, content: code }]),
        id,
      ]),
    );
    return (await write(scope, id))[0]!;
  }

  it.each([
    [
      'javascript',
      'main.js',
      "const text = require('fs').readFileSync(0, 'utf8');\nif (text == '') console.log(0);\n",
      'looseEquality',
    ],
    ['python', 'main.py', 'try:\n    print(sum(map(int, input().split())))\nexcept:\n    print(0)\n', 'bareExcept'],
  ])('the tests and the known patterns of %s review what passed [H1-13]', async (language, path, code, pattern) => {
    const review = await limited(language, path, code);
    expect(review).toMatchObject({
      state: 'COMPLETE',
      tier: 'basic',
      passedOver: [{ tier: 'quota', why: 'personLimit' }],
    });
    const { strengths, improvements, suggestions, resources } = review.content!;
    expect(strengths.length).toBeGreaterThanOrEqual(2);
    expect(improvements.length).toBeGreaterThanOrEqual(1);
    expect(resources.length).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(suggestions)).toContain(`code-analysis.pattern.${pattern}.why`);
    expect(server.asked).toEqual([]);
  });
});
