import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html, json } from '../../support/web.ts';
import { addressOf } from './judged-work.ts';
import { settledWork } from './settled-work.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await addressOf(app);
});
afterAll(() => app.stop());

const run = (scope: Scope, statement: string, values: readonly unknown[]) =>
  scope.transaction(({ em, organization }) => em.execute(statement, [organization.id, ...values]));

const rate = (scope: Scope, { reviewId, userId }: Reviewed, stars: number, helpful: readonly (boolean | null)[] = []) =>
  run(
    scope,
    `insert into ai_review_rating (id, organization_id, review_id, user_id, satisfaction, relevance, helpful, comment, rated_at)
      values (gen_random_uuid(), ?, ?, ?, ?, ?, ?::jsonb, ?, now())`,
    [reviewId, userId, stars, stars, JSON.stringify(helpful), `That is worth ${stars}`],
  );

const follow = (
  scope: Scope,
  { reviewId, id }: Reviewed,
  implemented: number,
  compared: number,
  minutes: number | null,
) =>
  run(
    scope,
    `insert into ai_review_follow_up (id, organization_id, review_id, next_id, outcomes, implemented, changed, compared, minutes)
      values (gen_random_uuid(), ?, ?, ?, '[]', ?, 0, ?, ?)`,
    [reviewId, id, implemented, compared, minutes],
  );

async function assess(scope: Scope, { reviewId }: Reviewed, quality: number) {
  const { user } = await aSignedInPerson(scope, ['instructor']);
  await run(
    scope,
    `insert into ai_review_assessment (id, organization_id, review_id, reviewer_id, quality, accuracy, actionability, educational_value, alignment)
      values (gen_random_uuid(), ?, ?, ?, ?, 5, 3, 3, 3)`,
    [reviewId, user.id, quality],
  );
}

interface Reviewed {
  readonly id: string;
  readonly reviewId: string;
  readonly userId: string;
}

interface Row {
  readonly by: string;
  readonly name: string;
}

async function page(scope: Scope, query = '') {
  const { authorization } = await aSignedInPerson(scope, ['instructor']);
  const get = async (path: string, headers: Record<string, string>) =>
    fetch(address + path, { headers: { authorization, ...headers } });
  const { data } = (await (await get(`/api/v1/review-quality${query}`, json)).json()) as {
    data: {
      all: Row | null;
      comparisons: { by: string; rows: Row[] }[];
      trends: { trend: string }[];
      agreement: object[];
    };
  };
  const rowOf = (by: string, name: string) =>
    data.comparisons.find((one) => one.by === by)?.rows.find((row) => row.name === name);
  const text = async (language: string) =>
    (await get(`/review-quality${query}`, { ...html, 'accept-language': language })).text();
  return { data, rowOf, text };
}

describe('GET /review-quality', () => {
  it('compares tiers and models by stars, by what was implemented, and by those who teach [H3-05, H3-09]', async () => {
    const scope = await aScope(app);
    const one = await settledWork(scope, { tier: 'model', model: 'small', costMicros: 4_000 });
    const other = await settledWork(scope, { tier: 'model', model: 'large', costMicros: 10_000 });
    const basic = await settledWork(scope, { tier: 'basic' });
    await rate(scope, one, 5, [true, true, null]);
    await rate(scope, other, 2, [true, false]);
    await follow(scope, one, 2, 4, 6);
    await follow(scope, other, 1, 1, 10);
    await follow(scope, basic, 0, 3, null);
    await assess(scope, one, 4);
    await assess(scope, one, 2);
    const { data, rowOf } = await page(scope);
    expect(data.all).toMatchObject({ reviews: 3, rated: 2, satisfaction: 3.5, helpful: 0.75, compared: 8, minutes: 8 });
    expect(rowOf('tier', 'model')).toMatchObject({ reviews: 2, relevance: 62.5, implemented: 0.6 });
    expect(rowOf('tier', 'basic')).toMatchObject({ reviews: 1, rated: 0, satisfaction: null, implemented: 0 });
    expect(rowOf('model', 'small')).toMatchObject({
      satisfaction: 5,
      relevance: 100,
      quality: 3,
      accuracy: 5,
      costOfOne: 0.002,
    });
    expect(rowOf('model', 'large')).toMatchObject({ satisfaction: 2, quality: null, costOfOne: 0.01 });
    expect(rowOf('difficulty', 'beginner')).toMatchObject({ reviews: 3 });
    expect(rowOf('language', 'python')).toMatchObject({ label: 'Python', reviews: 3 });
    expect(data.agreement[0]).toMatchObject({ scale: 'quality', pairs: 1, same: 0, near: 0 });
  });

  it('shows trends, agreement and words in both languages, of the time that is asked for [H3-08, H3-09]', async () => {
    const scope = await aScope(app);
    const work = await settledWork(scope, { daysAgo: 40 });
    await rate(scope, work, 3, [true]);
    await assess(scope, work, 4);
    const { data, text } = await page(scope);
    expect(data.trends.map(({ trend }) => trend)).toEqual(['satisfaction', 'quality', 'helpful']);
    expect(await text('en')).toContain('That is worth 3');
    expect(await text('de')).toContain('Urteil der Lehrenden, 1 bis 5');
    expect((await page(scope, '?days=28')).data.all).toBeNull();
    expect(await (await page(scope, '?days=28')).text('en')).toContain('No review has been written in this time.');
  });

  it('derives relevance of 0 to 100 from stars of 1 to 5 [CON-39]', async () => {
    const scope = await aScope(app);
    for (const [stars, score] of [
      [1, 0],
      [5, 50],
      [3, 50],
    ] as const) {
      await rate(scope, await settledWork(scope), stars);
      expect((await page(scope)).data.all).toMatchObject({ relevance: score });
    }
  });

  it('is a file for administrators, too, a line for each review with what is stored of it [CON-39, H3-04]', async () => {
    const scope = await aScope(app);
    const one = await settledWork(scope, { tier: 'model', model: 'small' });
    const other = await settledWork(scope, { tier: 'basic', daysAgo: 30 });
    await settledWork(scope, { tier: 'exact', daysAgo: 80 });
    await rate(scope, one, 4);
    await rate(scope, other, 2);
    await follow(scope, one, 2, 4, 6.04);
    await assess(scope, one, 3);
    await assess(scope, one, 4);
    await run(scope, `update ai_review_assessment set comments = E'Says\\n' || quality where organization_id = ?`, []);
    const { authorization } = await aSignedInPerson(scope, ['admin']);
    const lines = async (query: string) => {
      const file = await fetch(`${address}/review-quality.csv${query}`, { headers: { ...html, authorization } });
      const text = (await file.text()).replace(/^\uFEFF/, '').trim();
      return text.split('\r\n').map((line) => line.replace(/^\d[^,]*Z,/, ''));
    };
    const first = 'Sums,python,model,small,75,50,4,6,Somebody; Somebody,3.5,Says 3 / Says 4';
    const second = 'Sums,python,basic,,25,,2,,,,';
    expect(await lines('')).toEqual([
      'finished_at,problem,language,tier,model,relevance_score,actionability_score,user_rating,minutes_to_implement,reviewed_by,review_score,review_comments',
      first,
      second,
      'Sums,python,exact,,,,,,,,',
    ]);
    expect((await lines('?mostStars=3')).slice(1)).toEqual([second]);
    expect((await lines('?mostRelevance=75&days=28')).slice(1)).toEqual([first]);
    const shown = await fetch(`${address}/review-quality`, { headers: { ...html, authorization } });
    expect(await shown.text()).toContain('href="/review-quality.csv?days=90"');
    expect(await (await page(scope)).text('en')).not.toContain('review-quality.csv');
    const teacher = await aSignedInPerson(scope, ['instructor']);
    const refused = await fetch(`${address}/review-quality.csv`, {
      headers: { ...html, authorization: teacher.authorization },
    });
    expect(refused.status).toBe(404);
    const indexes = await run(
      scope,
      `select indexdef from pg_indexes where ?::uuid is not null and tablename = 'ai_review_rating'`,
      [],
    );
    for (const column of ['satisfaction', 'relevance'])
      expect(JSON.stringify(indexes)).toContain(`(organization_id, ${column})`);
  });

  it('knows nothing of other organizations', async () => {
    const other = await aScope(app);
    await rate(other, await settledWork(other), 5);
    expect((await page(await aScope(app))).data).toMatchObject({
      all: null,
      comparisons: [],
      trends: [],
      agreement: [],
    });
  });
});
