import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { aScope, eventually, openTestApp, scopeIn } from '../../support/app.ts';
import { answers, behaviours, goodAnswer, openModelServer } from '../../support/model-server.ts';
import { aStream, streams } from '../../support/streaming-model.ts';
import { html } from '../../support/web.ts';
import { addressOf, judgedWork, pointsOf, reviewsOf, write } from './judged-work.ts';

let app: App;
/** Waits for two seconds only. */
let hasty: App;
let address: string;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  const environment = { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url };
  const withPatience = (OPENAI_TIMEOUT_MS: string) =>
    openTestApp({ environment: { ...environment, OPENAI_TIMEOUT_MS } });
  app = await withPatience('60000');
  hasty = await withPatience('2000');
  address = await addressOf(app);
});
afterAll(async () => {
  await Promise.all([app.stop(), hasty.stop()]);
  await server.close();
});
beforeEach(() => server.behave(behaviours.good));

type Work = Awaited<ReturnType<typeof judgedWork>>;

const [one, two] = ['It is short.', 'It uses `sum` instead of a loop of its own.'] as const;

/** A run of the review, in a Scope of its own as jobs have it, whose answer the test writes; resolves when it has ended. */
async function answering(scope: Scope, work: Work, stream: ReturnType<typeof aStream>, by = app) {
  server.behave(stream.behaviour);
  const { id } = (await reviewsOf(scope, work.id)).at(-1)!;
  const own = await scopeIn(by, scope.organization.id);
  await writeReview(own, id, { signal: AbortSignal.timeout(60_000), again: async () => {} });
}

/** As the student's page has it. */
async function shownTo(work: Work) {
  const response = await fetch(`${address}/api/v1/submissions/${work.id}/review`, { headers: work.headers });
  const { data } = (await response.json()) as { data: { soFar: SoFar | null; isTakenBack: boolean } };
  return data;
}
interface SoFar {
  readonly summary: { readonly markdown: string } | null;
  readonly strengths: readonly { readonly markdown: string }[];
}

const pageOf = async ({ id, headers }: Work) =>
  (await fetch(`${address}/submissions/${id}`, { headers: { ...html, ...headers } })).text();

const showsNow = (work: Work, text: string) => eventually(async () => (await pageOf(work)).includes(text), 30);

describe('an answer that comes in pieces', () => {
  it.each([1, 40])('of %d letters gives the review that it gives as a whole', async (letters) => {
    const scope = await aScope(app);
    server.behave(answers(goodAnswer));
    const [whole] = await write(scope, (await judgedWork(scope)).id);
    server.behave(streams(goodAnswer, letters));
    const [review] = await write(scope, (await judgedWork(scope)).id);
    expect(review).toMatchObject({ state: 'COMPLETE', tier: 'model', promptTokens: 700, completionTokens: 300 });
    expect(review!.content).toEqual(whole!.content);
    expect(review!.soFar).toBeNull();
    expect(review!.firstPartMs).toBeLessThanOrEqual(review!.modelMs!);
  });

  it('shows each part when it is whole, before there is more, and no word of one that is not [H1-27]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const stream = aStream();
    const ended = answering(scope, work, stream);
    await stream.isAsked();
    stream.say('{"summary":"The program adds ');
    stream.say('two numbers.');
    expect(await pageOf(work)).not.toContain('The program adds');
    stream.say('"');
    await showsNow(work, 'The program adds two numbers.');
    // Something is whole here, and there is nothing new to show.
    stream.say(',"strengths"');
    stream.say(':["It is');
    expect((await shownTo(work)).soFar!.strengths).toEqual([]);
    expect(await pageOf(work)).toContain('Each part appears when it has passed our checks');
    stream.say(' short.",');
    await showsNow(work, one);
    stream.say(JSON.stringify(two));
    await showsNow(work, 'instead of a loop');
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'WRITING', tier: null, content: null }]);
    const { summary: _summary, strengths: _strengths, ...rest } = goodAnswer;
    stream.say(`],${JSON.stringify(rest).slice(1)}`);
    stream.end();
    await ended;
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'model', soFar: null }]);
    expect((await shownTo(work)).isTakenBack).toBe(false);
  });

  it('ends at the first part that does not pass, of which no word is shown, and says that the others do not count [H1-16]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const stream = aStream();
    const ended = answering(scope, work, stream);
    await stream.isAsked();
    stream.say(`{"summary":"It adds.","strengths":[${JSON.stringify(one)}`);
    await showsNow(work, one);
    stream.say(`,"A hidden test wants 1000002."`);
    await ended;
    await eventually(async () => stream.isLeft());
    const [review] = await reviewsOf(scope, work.id);
    expect(review).toMatchObject({ tier: 'basic', soFar: null, passedOver: [{ tier: 'model', why: 'withheld' }] });
    // What had come until then is paid for.
    expect(review!.completionTokens).toBeGreaterThan(10);
    expect(await pointsOf(scope, work.id)).toMatchObject({ points: 4, reviewStatus: 'COMPLETE' });
    const page = await pageOf(work);
    expect(page).not.toContain('1000002');
    expect(page).not.toContain(one);
    expect(page).toContain('What you may have read of its answer no longer counts');
  });

  it('holds no name and no address of a person, whoever wrote them into it', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope, { name: 'Marie Curie', email: 'marie.curie@example.edu' });
    const summary = 'Well done, Marie Curie (marie.curie@example.edu)!';
    server.behave(streams({ ...goodAnswer, summary }));
    const [review] = await write(scope, work.id);
    expect(review!.content!.summary).toBe('Well done, [person] ([address])!');
  });
});

describe('an answer that breaks off', () => {
  const breaks = [
    ['in the middle of a part', (stream: ReturnType<typeof aStream>) => stream.breakOff(), 'unreachable'],
    ['without a word', (stream: ReturnType<typeof aStream>) => stream.hangUp(), 'unreachable'],
    ['by silence', () => {}, 'timeout'],
  ] as const;

  it.each(breaks)(
    '%s stays until the next try, and gives way to what comes of that [CON-34, H1-35]',
    async (_how, end, failure) => {
      const scope = await aScope(app);
      const work = await judgedWork(scope);
      const stream = aStream();
      const first = answering(scope, work, stream, failure === 'timeout' ? hasty : app);
      await stream.isAsked();
      stream.say('{"summary":"It adds at once.","strengths":["It is sh');
      await showsNow(work, 'It adds at once.');
      end(stream);
      await first;
      expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'WAITING', attempts: 1, failure }]);
      const waiting = await pageOf(work);
      expect(waiting).toContain('It adds at once.');
      expect(waiting).toContain('It broke off here.');
      expect(waiting).not.toContain('It is sh');
      server.behave(streams(goodAnswer));
      await write(scope, work.id);
      expect(await pageOf(work)).not.toContain('It adds at once.');
      expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'model', attempts: 1 }]);
      expect((await shownTo(work)).isTakenBack).toBe(false);
    },
    60_000,
  );

  it('again and again ends with the review from the tests, and what was shown is taken back; what was sent stays readable [H1-17]', async () => {
    const scope = await aScope(hasty);
    const work = await judgedWork(scope);
    const stream = aStream();
    const first = answering(scope, work, stream, hasty);
    await stream.isAsked();
    stream.say('{"summary":"It adds at once.",');
    await first;
    server.behave(behaviours.hangs);
    expect(await write(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'basic', soFar: null }]);
    const page = await pageOf(work);
    expect(page).toContain('What you may have read of its answer no longer counts');
    const sent = await (
      await fetch(`${address}/submissions/${work.id}/review`, { headers: { ...html, ...work.headers } })
    ).text();
    expect(sent).toContain('Task, results and program');
    expect(sent).toContain(new URL(server.url).host);
  }, 60_000);
});
