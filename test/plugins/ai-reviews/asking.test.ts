import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { AiReview } from '../../../plugins/ai-reviews/ai-review.entity.ts';
import { defaultRules } from '../../../plugins/ai-reviews/organization/read-rules.ts';
import { AiReviewRules } from '../../../plugins/ai-reviews/organization/review-rules.entity.ts';
import { aScope } from '../../support/app.ts';
import { answers, behaviours, goodAnswer } from '../../support/model-server.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { askingAt } from './asking.ts';
import { judgedWork, reviewsOf, write } from './judged-work.ts';
import { openReviewing, type ModelServer, type Reviewing } from './open-reviewing.ts';
import { settledWork } from './settled-work.ts';

let app: App;
let server: ModelServer;
let close: Reviewing['close'];
let asking: ReturnType<typeof askingAt>;
beforeAll(async () => {
  const opened = await openReviewing();
  ({ app, server, close } = opened);
  asking = askingAt(opened.address);
});
afterAll(() => close());
beforeEach(() => {
  server.behave(behaviours.good);
  server.asked.length = 0;
});

/** Work that a model has reviewed, and how its owner asks for more. */
async function reviewed(scope: Scope) {
  const work = await judgedWork(scope);
  expect(await write(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'model' }]);
  return work;
}

const signedIn = async (scope: Scope, role: 'admin' | 'instructor') => ({
  authorization: (await aSignedInPerson(scope, [role])).authorization,
});

describe('asking for a review', () => {
  it('may name what it should speak of; the model is told so as data, and the answer says when to look again [H1-02, H1-03]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope, { verdict: 'FAILED', code: 'print(3)' });
    await write(scope, work.id);
    const focusAreas = ['security', 'efficiency', 'security'];
    expect((await asking.ask(work, { focusAreas: ['security', 'taste'] })).status).toBe(422);
    const { status, data } = await asking.ask(work, { focusAreas });
    expect(status).toBe(202);
    const [, wanted] = await reviewsOf(scope, work.id);
    expect(data).toMatchObject({ reviewId: wanted!.id, status: 'PROCESSING', pollAfterSec: 2 });
    expect(data.estimatedSeconds).toBeGreaterThanOrEqual(1);
    expect(Number.isInteger(data.estimatedSeconds)).toBe(true);
    expect(await write(scope, work.id)).toMatchObject([{ state: 'SUPERSEDED' }, { state: 'COMPLETE', tier: 'model' }]);
    const [{ body }] = server.asked as [(typeof server.asked)[number]];
    expect(JSON.parse(body.messages[1]!.content)).toMatchObject({ focus: ['efficiency', 'security'] });
    expect(body.messages[0]!.content).toContain('"focus"');
    expect(await asking.page(work, 'en')).toContain('You asked above all about: Efficiency, Security');
    expect(await asking.page(work, 'de')).toContain('Gefragt war vor allem nach: Sparsamkeit, Sicherheit');
  });

  it('without a focus sends none, and what has one is not said again to others [H1-02]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope, { verdict: 'FAILED', code: 'print(3)' });
    await write(scope, work.id);
    await asking.ask(work, { focusAreas: ['security'] });
    await write(scope, work.id);
    const like = await judgedWork(scope, { verdict: 'FAILED', code: 'print(3)', problemId: work.problemId });
    expect(await write(scope, like.id)).toMatchObject([{ tier: 'basic' }]);
    await asking.ask(like);
    await write(scope, like.id);
    expect(server.asked).toHaveLength(2);
    expect(Object.keys(JSON.parse(server.asked[1]!.body.messages[1]!.content) as object)).not.toContain('focus');
  });

  it('estimates from what reviews took of late [H1-02]', async () => {
    const scope = await aScope(app);
    const work = await reviewed(scope);
    await scope.transaction(({ em }) =>
      em.execute('update ai_review set took_ms = 41_300 where submission_id = ?', [work.id]),
    );
    expect((await asking.ask(work)).data.estimatedSeconds).toBe(41);
  });
});

describe('asking again', () => {
  it('is for the owner and who looks after the organization, and the new review takes the place of the old [H1-22, CON-38]', async () => {
    const scope = await aScope(app);
    const work = await reviewed(scope);
    server.behave(answers({ ...goodAnswer, summary: 'Said in other words.' }));
    expect((await asking.ask(asking.as(work, await signedIn(scope, 'instructor')))).status).toBe(404);
    expect((await asking.ask(asking.as(work, await asking.author(scope, work.problemId)))).status).toBe(403);
    const { status, data } = await asking.ask(work);
    expect(status).toBe(202);
    expect(data.review).toMatchObject({ summary: { markdown: goodAnswer.summary } });
    expect(await write(scope, work.id)).toMatchObject([
      { state: 'SUPERSEDED', tier: 'model', content: { summary: goodAnswer.summary } },
      { state: 'COMPLETE', tier: 'model', content: { summary: 'Said in other words.' } },
    ]);
    server.behave(answers({ ...goodAnswer, summary: 'Once more.' }));
    expect((await asking.ask(asking.as(work, await signedIn(scope, 'admin')))).status).toBe(202);
    const kept = await write(scope, work.id);
    expect(kept.map(({ state, content }) => [state, content!.summary])).toEqual([
      ['SUPERSEDED', goodAnswer.summary],
      ['SUPERSEDED', 'Said in other words.'],
      ['COMPLETE', 'Once more.'],
    ]);
    const page = await asking.page(work, 'en');
    expect(page).toContain('Once more.');
    expect(page).toContain('2 more times (3 a day)');
  });

  it('is possible three times a day, is said before and when it is used up, and never ends for who looks after the organization; what is refused does not count [H1-22, CON-40, DEF-15]', async () => {
    const scope = await aScope(app);
    const [work, other] = [await reviewed(scope), await reviewed(scope)];
    expect(await asking.page(work, 'en')).toContain('Today you can do that 3 more times (3 a day).');
    for (let time = 0; time < 3; time += 1) {
      expect((await asking.ask(work)).status).toBe(202);
      await write(scope, work.id);
    }
    const refused = await asking.ask(work);
    expect(refused.status).toBe(429);
    expect(refused.said).toContain('You have asked for another review 3 times today.');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const counted = await scope.transaction(({ em }) => em.count(AiReview, { askedAgainAt: { $ne: null } }));
    expect(counted).toBe(3);
    const page = await asking.page(work, 'en');
    expect(page).toContain('From midnight (UTC) on you can ask again.');
    expect(page).not.toContain('Ask for another review');
    expect(await asking.page(work, 'de')).toContain('Ab Mitternacht (UTC) können Sie wieder fragen.');
    expect((await asking.ask(other)).status).toBe(202);
    const admin = asking.as(work, await signedIn(scope, 'admin'));
    expect(await asking.page(admin, 'en')).toContain('Ask for another review');
    for (let time = 0; time < 2; time += 1) {
      expect((await asking.ask(admin)).status).toBe(202);
      await write(scope, work.id);
    }
    await scope.transaction(({ em }) =>
      em.execute(`update ai_review set asked_again_at = asked_again_at - interval '1 day' where submission_id = ?`, [
        work.id,
      ]),
    );
    expect((await asking.ask(work)).status).toBe(202);
  }, 180_000);

  it('has no end of its own where the organization says so, but that of the others [CON-40]', async () => {
    const scope = await aScope(app);
    const rules = { ...defaultRules, mostAgainPerDay: null, mostPerPersonDay: 6, budgetCents: null, region: null };
    await scope.transaction(async ({ em }) => void em.create(AiReviewRules, rules as never));
    const work = await reviewed(scope);
    for (let time = 0; time < 5; time += 1) {
      expect((await asking.ask(work)).status).toBe(202);
      await write(scope, work.id);
    }
    expect(await asking.ask(work)).toMatchObject({ status: 429, said: expect.stringContaining('used up for today') });
  }, 180_000);

  it('in vain keeps the review that is there, says why, and does not count [H1-22]', async () => {
    const scope = await aScope(app);
    const work = await reviewed(scope);
    server.behave(behaviours.wrongShape);
    for (let time = 0; time < 4; time += 1) {
      expect((await asking.ask(work)).status).toBe(202);
      await write(scope, work.id);
    }
    expect(await reviewsOf(scope, work.id)).toMatchObject([
      { state: 'COMPLETE', tier: 'model' },
      { state: 'FAILED', failure: 'unreadable' },
    ]);
    const page = await asking.page(work, 'en');
    expect(page).toContain(goodAnswer.summary);
    expect(page).toMatch(/The answer of the language model/);
    expect(page).toContain('Today you can do that 3 more times');
  });

  it('at the same moment, as two tabs do, asks once [H1-22]', async () => {
    const scope = await aScope(app);
    const work = await reviewed(scope);
    const atOnce = async () =>
      (await Promise.all([asking.ask(work), asking.ask(work)]))
        .map(({ status }) => status)
        .toSorted((one, other) => one - other);
    expect(await atOnce()).toEqual([202, 409]);
    await write(scope, work.id);
    expect(await atOnce()).toEqual([202, 409]);
    expect((await write(scope, work.id)).map(({ state }) => state)).toEqual(['SUPERSEDED', 'SUPERSEDED', 'COMPLETE']);
  });
});

describe('who waits for a review', () => {
  it('asks for it by its id until it is there, and nobody else finds it [H1-03, H1-23]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const [{ id }] = (await reviewsOf(scope, work.id)) as [AiReview];
    const poll = (headers: Record<string, string>) => asking.poll(id, headers);
    const stranger = await judgedWork(scope);
    expect((await poll(stranger.headers)).status).toBe(404);
    expect((await poll({})).status).toBe(401);
    const waiting = { reviewId: id, submissionId: work.id, status: 'PROCESSING', pollAfterSec: 2, review: null };
    for (const headers of [work.headers, await signedIn(scope, 'admin')])
      expect(await poll(headers)).toMatchObject({ status: 200, data: waiting });
    const author = await asking.author(scope, work.problemId);
    expect(await poll(author)).toMatchObject({ status: 200, data: waiting });
    await write(scope, work.id);
    const there = await poll(work.headers);
    expect(there.data).toMatchObject({
      status: 'COMPLETE',
      pollAfterSec: null,
      review: { source: 'ai', tier: 'model' },
    });
    const again = (await asking.ask(work)).data.reviewId;
    server.behave(behaviours.wrongShape);
    await write(scope, work.id);
    expect((await asking.poll(again, work.headers)).data).toMatchObject({ status: 'FAILED', pollAfterSec: null });
    expect((await asking.poll(id, work.headers)).data).toMatchObject({ status: 'COMPLETE' });
  });

  it.each([
    ['exact', 'cache'],
    ['similar', 'similarity'],
    ['patterns', 'pattern'],
    ['model', 'ai'],
    ['basic', 'basic'],
  ])('is told in one word where it comes from: %s is %s [H1-07]', async (tier, source) => {
    const scope = await aScope(app);
    const { reviewId, headers } = await settledWork(scope, { tier });
    expect((await asking.poll(reviewId, headers)).data).toMatchObject({ status: 'COMPLETE', review: { tier, source } });
  });

  it('opens its page by the same address', async () => {
    const scope = await aScope(app);
    const work = await reviewed(scope);
    const [{ id }] = (await reviewsOf(scope, work.id)) as [AiReview];
    expect(await asking.page(work, 'en', `/reviews/${id}`)).toContain('id="line-main-py-1"');
  });
});
