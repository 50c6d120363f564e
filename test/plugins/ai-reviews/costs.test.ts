import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { OutgoingMail } from '#src/mail/outgoing-mail.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aCourse } from '../../support/course-factories.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { mostStatements, ofThePage, watchStatements } from '../../support/watch-statements.ts';
import { aPerson, html, json } from '../../support/web.ts';
import { judgeSpending, readSpendingState } from '../../../plugins/ai-reviews/costs/spending-state.ts';
import { watchSpending } from '../../../plugins/ai-reviews/costs/watch-spending.ts';
import { addressOf } from './judged-work.ts';
import { aCall } from './model-calls.ts';
import { settledWork } from './settled-work.ts';

let app: App;
let address: string;
const watching = watchStatements();
beforeAll(async () => {
  app = await openTestApp();
  address = await addressOf(app);
});
afterAll(async () => {
  watching.stop();
  await app.stop();
});

interface Row {
  readonly by: string;
  readonly name: string | null;
}

async function page(scope: Scope, query = '') {
  const { authorization } = await aSignedInPerson(scope, ['admin']);
  const get = (path: string, headers: Record<string, string> = json) =>
    fetch(address + path, { headers: { authorization, ...headers } });
  const { data } = (await (await get(`/api/v1/admin/review-costs${query}`)).json()) as {
    data: {
      all: Row | null;
      divisions: { by: string; rows: Row[] }[];
      budget: { spent: number };
      alarms: { alarm: string }[];
      foreseen: {
        from: string;
        cost: { total: number };
        reachedOn: string | null;
        submissions: object | null;
        chart: { series: { values: number[] }[] };
      } | null;
    };
  };
  const rowsOf = (by: string) => data.divisions.find((one) => one.by === by)?.rows;
  return { data, rowsOf, get };
}

/** A cent is 10,000 millionths of a dollar. */
const cent = 10_000;

describe('GET /admin/review-costs', () => {
  it('counts tokens, money and seconds by course, problem, tier and model [H1-26, T1-05]', async () => {
    const scope = await aScope(app);
    const courseId = await aCourse(scope, { text: 'Algorithms' });
    const { problemId } = await settledWork(scope, {
      model: 'small',
      tokens: 1_000,
      costMicros: 3 * cent,
      tookMs: 2_000,
      courseId,
    });
    await settledWork(scope, {
      model: 'small',
      tokens: 3_000,
      costMicros: 5 * cent,
      tookMs: 4_000,
      courseId,
      problemId,
    });
    await settledWork(scope, { tier: 'basic', tookMs: 30 });
    const { data, rowsOf } = await page(scope);
    expect(data.all).toMatchObject({
      reviews: 3,
      promptTokens: 4_000,
      completionTokens: 2_000,
      cost: 0.08,
      p50: 2,
      inTime: 1,
    });
    expect(rowsOf('course')).toMatchObject([
      { name: 'Algorithms', reviews: 2, cost: 0.08, p50: 3 },
      { name: null, reviews: 1, cost: 0 },
    ]);
    expect(rowsOf('problem')).toHaveLength(2);
    expect(rowsOf('tier')).toMatchObject([
      { name: 'model', cost: 0.08, p95: 3.9, p99: 3.98 },
      { name: 'basic', reviews: 1, p50: 0.03 },
    ]);
    expect(rowsOf('model')).toMatchObject([{ name: 'small', reviews: 2 }]);
    expect(data.budget.spent).toBe(0.08);
  });

  it('is drawn day by day in both languages, says when there is nothing, and is for keepers only [T1-06]', async () => {
    const scope = await aScope(app);
    const empty = await page(scope);
    expect(empty.data).toMatchObject({ all: null, divisions: [], alarms: [] });
    expect(await (await empty.get('/admin/review-costs', html)).text()).toContain(
      'No review has been written and no hint been asked for in this time.',
    );
    await settledWork(scope, { costMicros: cent, daysAgo: 10 });
    expect((await page(scope, '?days=7')).data.all).toBeNull();
    const shown = await (await empty.get('/admin/review-costs', { ...html, 'accept-language': 'de' })).text();
    expect(shown).toContain('US-Cent am Tag');
    // Of tokens there were none: no curve without anything.
    expect(shown).not.toContain('Tokens am Tag');
    // Money and time, and what the month will come to.
    expect(shown.match(/<svg role="img"/g)).toHaveLength(3);
    const { authorization } = await aSignedInPerson(scope, ['instructor']);
    const asked = await fetch(`${address}/admin/review-costs`, { headers: { ...html, authorization } });
    expect(asked.status).toBe(404);
  });

  it('counts hints beside reviews: by course, problem, tier and model, in money, tokens and seconds', async () => {
    const scope = await aScope(app);
    const courseId = await aCourse(scope, { text: 'Algorithms' });
    const { problemId } = await settledWork(scope, { model: 'small', tokens: 100, costMicros: 2 * cent, courseId });
    await aCall(scope, {
      purpose: 'hint',
      model: 'small',
      tokens: 50,
      costMicros: cent,
      tookMs: 3_000,
      problemId,
      courseId,
    });
    const { data, rowsOf, get } = await page(scope);
    expect(data.all).toMatchObject({ reviews: 1, questions: 2, promptTokens: 150, completionTokens: 75, cost: 0.03 });
    expect(rowsOf('course')).toMatchObject([{ name: 'Algorithms', reviews: 1, questions: 2, cost: 0.03 }]);
    expect(rowsOf('problem')).toMatchObject([{ questions: 2, cost: 0.03 }]);
    expect(rowsOf('tier')).toMatchObject([
      { name: 'model', reviews: 1, questions: 1, cost: 0.02 },
      { name: 'hint', reviews: 0, questions: 1, cost: 0.01, p50: 3 },
    ]);
    expect(rowsOf('model')).toMatchObject([{ name: 'small', questions: 2, promptTokens: 150 }]);
    expect(data.budget.spent).toBe(0.03);
    expect(await (await get('/admin/review-costs', html)).text()).toContain('Hints from a language model');
    expect(await (await get('/admin/review-costs.csv', html)).text()).toContain(
      ',hint,small,0,1,50,25,0.01,0,3000,3000',
    );
  });

  it('says how the month will end, and when the budget is spent, which is a line of its own in the picture [T1-10]', async () => {
    const scope = await aScope(app);
    expect((await page(scope)).data.foreseen).toBeNull();
    const { problemId } = await settledWork(scope, { costMicros: 300 * cent, tokens: 1_000, daysAgo: 1 });
    for (let daysAgo = 2; daysAgo <= 34; daysAgo += 1)
      await aCall(scope, { costMicros: 300 * cent, tokens: 1_000, problemId, daysAgo });
    const { data, get } = await page(scope);
    const now = new Date();
    const days = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0)).getUTCDate();
    expect(data.foreseen).toMatchObject({ from: 'weekdays', submissions: null });
    expect(data.foreseen!.cost.total).toBeCloseTo(3 * days, 5);
    // Of twenty dollars, three a day.
    expect(new Date(data.foreseen!.reachedOn!).getUTCDate()).toBe(7);
    watching.take();
    const shown = await (await get('/admin/review-costs', html)).text();
    expect(ofThePage(watching.take()).length).toBeLessThanOrEqual(mostStatements);
    expect(shown).toContain(`about $${3 * days}.00`);
    expect(shown).toContain('At this rate the budget is spent on');
    expect(shown).toContain('US cents this month, added up');
    expect(shown).toContain('The dashed line is the budget of $20.00.');
    expect(shown).toContain('>$20.00</text>');
    expect(data.foreseen!.chart.series.map(({ values }) => new Set(values).size)).toEqual([days, 1]);
    expect(data.foreseen!.chart.series[1]!.values[0]).toBe(2_000);
  });

  it('is a file for spreadsheets, too, a line for each day, course, problem, tier and model', async () => {
    const scope = await aScope(app);
    const { problemId } = await settledWork(scope, { model: 'small', tokens: 10, costMicros: cent, tookMs: 1_500 });
    await settledWork(scope, { model: 'small', tokens: 20, costMicros: cent, tookMs: 500, problemId });
    await settledWork(scope, { tier: 'basic', problemId, daysAgo: 3 });
    const { get } = await page(scope);
    const csv = await (await get('/admin/review-costs.csv', html)).text();
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    expect(
      csv
        .replace(/^\uFEFF/, '')
        .trim()
        .split('\r\n'),
    ).toEqual([
      'day,course,problem,tier,model,reviews,questions,prompt_tokens,completion_tokens,cost_usd,estimated_usd,median_ms,p95_ms',
      `${day(0)},,Sums,model,small,2,2,30,15,0.02,0,1000,1450`,
      `${day(3)},,Sums,basic,,1,0,0,0,0,0,1000,1000`,
    ]);
  });
});

describe('what is odd about spending', () => {
  const usual = {
    today: 0,
    mean: 20 * cent,
    deviation: 2 * cent,
    busyDays: 20,
    month: 100 * cent,
    expected: 100 * cent,
  };
  const alarms = (spent: Partial<typeof usual>, budget = 1_000 * cent) =>
    judgeSpending({ ...usual, ...spent }, budget).alarms;

  it('is a day beyond the mean and three standard deviations of the last 28, once there is something to compare with [H1-31]', () => {
    expect(alarms({ today: 26 * cent })).toEqual([]);
    expect(alarms({ today: 26 * cent + 1 })).toEqual(['unusual']);
    expect(alarms({ today: 90 * cent, busyDays: 6 })).toEqual([]);
    expect(alarms({ today: 9 * cent, mean: cent, deviation: 0 })).toEqual([]);
  });

  it('is a month that will go beyond its budget, or has', () => {
    expect(alarms({ expected: 1_000 * cent })).toEqual([]);
    expect(alarms({ expected: 1_001 * cent })).toEqual(['forecast']);
    expect(alarms({ month: 1_000 * cent, expected: 1_900 * cent })).toEqual(['spent']);
    expect(alarms({ expected: 1_001 * cent }, 0)).toEqual([]);
    expect(alarms({ expected: 1_001 * cent }, Infinity)).toEqual([]);
  });

  it('is shown, and told once by mail to whoever looks after the organization [T1-05]', async () => {
    const scope = await aScope(app);
    const { problemId } = await settledWork(scope, { costMicros: 20 * cent, daysAgo: 1 });
    for (let daysAgo = 2; daysAgo <= 28; daysAgo += 1)
      await settledWork(scope, { costMicros: (daysAgo % 2 === 0 ? 18 : 22) * cent, daysAgo, problemId });
    await settledWork(scope, { costMicros: 500 * cent, problemId });
    const state = await scope.transaction((inside) => readSpendingState(inside));
    expect(state).toMatchObject({ today: 500 * cent, busyDays: 28 });
    expect(state.mean / cent).toBeCloseTo(20, 0);
    expect(state.alarms).toContain('unusual');
    const { email } = await aPerson(app, ['owner'], Promise.resolve(scope));
    await aPerson(app, ['instructor'], Promise.resolve(scope));
    for (let hour = 0; hour < 2; hour += 1) await scope.transaction((inside) => watchSpending(inside));
    const mails = await scope.transaction(({ em }) => em.find(OutgoingMail, { mail: 'ai-reviews.spending' }));
    expect(new Set(mails.map(({ toAddress }) => toAddress))).toEqual(new Set([email]));
    expect(mails).toHaveLength(state.alarms.length);
    const { data, get } = await page(scope);
    expect(data.alarms.map(({ alarm }) => alarm)).toEqual(state.alarms);
    expect(await (await get('/admin/review-costs', html)).text()).toContain('Reviews have cost $5.00 today');
  });
});
