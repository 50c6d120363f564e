import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { defaultRules } from '../../../plugins/ai-reviews/organization/read-rules.ts';
import { AiReviewRules } from '../../../plugins/ai-reviews/organization/review-rules.entity.ts';
import { aScope } from '../../support/app.ts';
import { behaviours } from '../../support/model-server.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { askingAt } from './asking.ts';
import { judgedWork, pointsOf, reviewsOf, write } from './judged-work.ts';
import { openReviewing, type ModelServer, type Reviewing } from './open-reviewing.ts';

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

/** Work from a time before there were reviews. */
async function unreviewed(scope: Scope) {
  const work = await judgedWork(scope);
  await scope.transaction(async ({ em }) => {
    await em.execute('delete from ai_review where submission_id = ?', [work.id]);
    await em.execute(`update submission set review_status = null, judged_at = now() - interval '9 days' where id = ?`, [
      work.id,
    ]);
  });
  return work;
}

/** What the form asks for that the page sends by itself. */
const first = { onlyFirst: true };
const begins = 'hx-trigger="load, submit"';

describe('looking at old work that has no review', () => {
  it('begins one, once, however many look at once [H1-19]', async () => {
    const scope = await aScope(app);
    const work = await unreviewed(scope);
    const page = await asking.page(work, 'en');
    expect(page).toContain(begins);
    expect(page).toContain('name="onlyFirst" value="true"');
    expect(await asking.page(work, 'de')).toContain('Zu dieser Arbeit gibt es noch keine Rückmeldung.');
    const answers = await Promise.all([1, 2, 3].map(() => asking.ask(work, first)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'WAITING', occasion: 'judged' }]);
    expect(new Set(answers.map(({ data }) => data.reviewId)).size).toBe(1);
    expect(await pointsOf(scope, work.id)).toMatchObject({ reviewStatus: 'PENDING' });
    expect(await asking.page(work, 'en')).not.toContain(begins);
    expect(await write(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'model' }]);
    // A page that was drawn before asks for nothing more.
    expect(await asking.ask(work, first)).toMatchObject({ status: 202, data: { status: 'COMPLETE' } });
    expect(await reviewsOf(scope, work.id)).toHaveLength(1);
    expect(server.asked).toHaveLength(1);
  });

  it('keeps to the limits [H1-19]', async () => {
    const scope = await aScope(app);
    const rules = { ...defaultRules, mostPerPersonDay: 0, budgetCents: null, region: null };
    await scope.transaction(async ({ em }) => void em.create(AiReviewRules, rules as never));
    const work = await unreviewed(scope);
    await asking.ask(work, first);
    expect(await write(scope, work.id)).toMatchObject([
      { state: 'COMPLETE', tier: 'basic', passedOver: [{ tier: 'quota', why: 'personLimit' }] },
    ]);
    expect(server.asked).toEqual([]);
  });

  it('begins nothing where one failed, is on its way, or where the work is somebody else’s [H1-19]', async () => {
    const scope = await aScope(app);
    const failed = await judgedWork(scope);
    await scope.transaction(({ em }) =>
      em.execute(`update ai_review set state = 'FAILED', failure = 'unknown' where submission_id = ?`, [failed.id]),
    );
    expect(await asking.page(failed, 'en')).not.toContain(begins);
    expect((await asking.ask(failed, first)).data.status).toBe('FAILED');
    const waiting = await judgedWork(scope);
    expect(await asking.page(waiting, 'en')).not.toContain(begins);
    const old = await unreviewed(scope);
    const { authorization } = await aSignedInPerson(scope, ['admin']);
    const admin = asking.as(old, { authorization });
    expect(await asking.page(admin, 'en')).not.toContain(begins);
    expect((await asking.ask(admin, first)).status).toBe(403);
    expect(await reviewsOf(scope, old.id)).toEqual([]);
  });

  it('waits for a verdict [H1-19]', async () => {
    const scope = await aScope(app);
    const work = await unreviewed(scope);
    await scope.transaction(({ em }) => em.execute(`update submission set status = 'RUNNING' where id = ?`, [work.id]));
    expect(await asking.page(work, 'en')).not.toContain(begins);
    expect((await asking.ask(work, first)).status).toBe(409);
    expect(await reviewsOf(scope, work.id)).toEqual([]);
  });
});
