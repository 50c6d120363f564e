import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { planCapacity, type Load } from '../../../plugins/ai-reviews/objectives/capacity/plan-capacity.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { mostStatements, ofThePage, watchStatements } from '../../support/watch-statements.ts';
import { html, json } from '../../support/web.ts';
import { addressOf, judgedWork } from './judged-work.ts';
import { aCall } from './model-calls.ts';

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

interface Objective {
  readonly kind: string;
  readonly aim: number;
  readonly has: number;
  readonly of: number;
  readonly isReached: boolean | null;
}

interface Data {
  readonly delivery: Record<string, number | null> | null;
  readonly objectives: readonly Objective[];
  readonly capacities: readonly { readonly resource: string; readonly reachedOn: string | null }[];
}

async function page(scope: Scope, query = '') {
  const { authorization } = await aSignedInPerson(scope, ['admin']);
  const get = (path: string, headers: Record<string, string>) =>
    fetch(address + path, { headers: { authorization, ...headers } });
  const { data } = (await (await get(`/api/v1/admin/review-objectives${query}`, json)).json()) as { data: Data };
  const objective = (kind: string) => data.objectives.find((one) => one.kind === kind);
  const text = async (language: string) =>
    (await get('/admin/review-objectives', { ...html, 'accept-language': language })).text();
  return { data, objective, text };
}

interface Past {
  /** Seconds from the verdict to the review; null for none. */
  readonly waited?: number | null;
  readonly tier?: string;
  readonly tookMs?: number;
  readonly passedOver?: readonly object[];
  readonly daysAgo?: number;
  /** When it was handed in, rather than that. */
  readonly at?: Date;
  readonly problemId?: string;
  readonly isUnjudged?: boolean;
}

/** Work that was handed in an hour ago, or days, judged within ten seconds, and reviewed so. */
async function past(scope: Scope, done: Past = {}) {
  const { waited = 1, tier = 'basic', tookMs = 500, passedOver = [], daysAgo = 0, isUnjudged = false } = done;
  const at = done.at ?? new Date(Date.now() - daysAgo * 86_400_000 - 3_600_000);
  const { id, problemId } = await judgedWork(scope, done.problemId ? { problemId: done.problemId } : {});
  await scope.transaction(async ({ em }) => {
    const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
    await em.execute('update submission set accepted_at = ?, started_at = ?, judged_at = ? where id = ?', [
      at,
      after(5),
      after(15),
      id,
    ]);
    if (isUnjudged) await em.execute(`update submission set status = 'ERROR', obstacle = 'gaveUp' where id = ?`, [id]);
    if (waited !== null)
      await em.execute(
        `update ai_review r set state = 'COMPLETE', tier = ?, took_ms = ?, passed_over = ?::jsonb,
            finished_at = s.judged_at + make_interval(secs => ?)
          from submission s where s.id = r.submission_id and s.id = ?`,
        [tier, tookMs, JSON.stringify(passedOver), waited, id],
      );
  });
  return { id, problemId };
}

/** In the middle of that week's Monday, UTC; for this week its first moment. */
function weeksAgo(weeks: number): Date {
  const day = Math.floor(Date.now() / 86_400_000) * 86_400_000;
  const monday = day - ((new Date(day).getUTCDay() + 6) % 7) * 86_400_000;
  return new Date(monday - weeks * 7 * 86_400_000 + (weeks === 0 ? 0 : 43_200_000));
}

describe('GET /admin/review-objectives', () => {
  it('tells how many reviews came within five seconds and two minutes, of how many submissions, beside the objective [CON-33, PERF-01, PERF-03, PERF-06]', async () => {
    const scope = await aScope(app);
    await past(scope, { tier: 'model', waited: 4, tookMs: 3_000 });
    await past(scope, { tier: 'model', waited: 5, tookMs: 3_400 });
    await past(scope, { tier: 'basic', waited: 6, tookMs: 200 });
    await past(scope, { tier: 'exact', waited: 121, tookMs: 200 });
    const { data, objective, text } = await page(scope);
    expect(objective('withinFiveSeconds')).toMatchObject({ aim: 0.95, has: 2, of: 4, share: 0.5, isReached: false });
    expect(objective('withinTwoMinutes')).toMatchObject({ aim: 0.95, has: 3, of: 4, isReached: false });
    expect(data.delivery).toMatchObject({ p95Seconds: 103.8, meanSeconds: 1.7, meanModelSeconds: 3.2 });
    const shown = await text('en');
    expect(shown).toContain('Review there within two minutes');
    expect(shown).toMatch(/95\.0%[\s\S]*75\.0%[\s\S]*3 of 4/);
    const german = await text('de');
    expect(german).toContain('Rückmeldung innerhalb von zwei Minuten da');
    expect(german).toContain('3 von 4');
    const quick = await aScope(app);
    await past(quick, { waited: 1 });
    expect((await page(quick)).objective('withinFiveSeconds')).toMatchObject({ has: 1, of: 1, isReached: true });
    expect(await (await page(quick)).text('en')).toContain('>Yes<');
  });

  it('counts as disturbed where a model or a part of ours failed, and not where a rule said no [PERF-07]', async () => {
    const scope = await aScope(app);
    await past(scope);
    await past(scope, { passedOver: [{ tier: 'quota', why: 'personLimit' }] });
    await past(scope, { passedOver: [{ tier: 'model', why: 'withheld' }] });
    await past(scope, { passedOver: [{ tier: 'model', why: 'timeout' }] });
    await past(scope, { waited: null });
    expect((await page(scope)).objective('undisturbed')).toMatchObject({ aim: 0.99, has: 3, of: 5, isReached: false });
  });

  it('counts submissions without any review, and those that got no verdict from us [PERF-08, PERF-09]', async () => {
    const scope = await aScope(app);
    await past(scope);
    await past(scope, { waited: null });
    await past(scope, { isUnjudged: true });
    const waiting = await past(scope, { waited: null });
    await scope.transaction(({ em }) =>
      em.execute(`update submission set status = 'PENDING', judged_at = null where id = ?`, [waiting.id]),
    );
    const { objective } = await page(scope);
    expect(objective('reviewed')).toMatchObject({ aim: 0.999, has: 2, of: 3, isReached: false });
    expect(objective('judged')).toMatchObject({ aim: 0.995, has: 2, of: 4, isReached: false });
  });

  it('is of the time that is asked for, leaves out what has just come, and knows nothing of others', async () => {
    const scope = await aScope(app);
    await judgedWork(scope);
    await past(await aScope(app));
    const empty = await page(scope);
    expect(empty.data).toMatchObject({ delivery: null, objectives: [], capacities: [] });
    expect(await empty.text('en')).toContain('Nothing has been handed in in this time.');
    await past(scope, { daysAgo: 20 });
    expect((await page(scope)).data.delivery).toMatchObject({ handedIn: 1, p95Seconds: 1 });
    expect((await page(scope, '?days=7')).data.delivery).toBeNull();
    const { authorization } = await aSignedInPerson(scope, ['instructor']);
    const asked = await fetch(`${address}/admin/review-objectives`, { headers: { ...html, authorization } });
    expect(asked.status).toBe(404);
  });

  it('tells what judges and models can do in an hour, beside the busiest one, in few statements [T1-10]', async () => {
    const scope = await aScope(app);
    expect(await (await page(scope)).text('en')).toContain('Nothing can be said before 20 submissions');
    const { problemId } = await past(scope, { at: weeksAgo(4) });
    // Four weeks ago two in the busiest hour, then four, six and eight.
    await past(scope, { at: weeksAgo(4), problemId });
    for (const [ago, count] of [
      [3, 4],
      [2, 6],
      [1, 8],
    ] as const)
      for (let one = 0; one < count; one += 1) await past(scope, { at: weeksAgo(ago), problemId });
    for (let one = 0; one < 20; one += 1) await aCall(scope, { problemId, tookMs: 4_000 });
    await scope.transaction(({ em, organization }) =>
      em.execute('update ai_model_call set created_at = ? where organization_id = ?', [weeksAgo(0), organization.id]),
    );
    const { data, text } = await page(scope);
    // Six side by side, ten seconds each; twenty, four seconds each.
    expect(data.capacities).toMatchObject([
      { resource: 'judging', lanes: 6, seconds: 10, perHour: 2_160, perDay: 51_840, peak: 8, growth: 2, weeksSeen: 4 },
      { resource: 'model', lanes: 20, seconds: 4, perHour: 18_000, peak: 20, growth: null, weeksSeen: 0 },
    ]);
    expect(data.capacities[0]!.reachedOn).toBeNull();
    watching.take();
    const shown = await text('en');
    expect(ofThePage(watching.take()).length).toBeLessThanOrEqual(mostStatements);
    expect(shown).toContain('About 2,160 submissions can be judged in an hour');
    expect(shown).toContain('In the busiest hour there were 8, which is 0.4%.');
    expect(shown).toContain('the busiest hour grew by 2 each week');
    expect(shown).toContain('there is room for two more years');
    expect(shown).toContain('Growth is spoken of from 4 whole weeks on');
    expect(await text('de')).toContain('wuchs die vollste Stunde jede Woche um 2');
  });
});

describe('what may be, and when growth reaches it', () => {
  const plan = (load: Partial<Load>) => planCapacity({ peaks: [], current: 0, seconds: 36, lanes: 2, ...load });

  it('is the lanes by the seconds of one, and the weeks until a straight line is there [T1-10]', () => {
    expect(plan({ peaks: [0, 0, 100, 110, 120, 130], current: 125 })).toEqual({
      perHour: 200,
      perDay: 4_800,
      peak: 130,
      share: 0.65,
      growth: 10,
      weeksLeft: 7,
      weeksSeen: 4,
    });
    expect(plan({ peaks: [100, 140, 180, 220] })).toMatchObject({ share: 1.1, weeksLeft: 0 });
  });

  it('says nothing of growth in few weeks, of weeks that go up and down, of what shrinks, and of the far future', () => {
    expect(plan({ peaks: [100, 110, 120] })).toMatchObject({ growth: null, weeksLeft: null, weeksSeen: 3 });
    expect(plan({ peaks: [20, 100, 40, 130, 60, 110] })).toMatchObject({ growth: null, weeksLeft: null });
    expect(plan({ peaks: [130, 120, 110, 100] })).toMatchObject({ growth: null, weeksLeft: null });
    expect(plan({ peaks: [10, 11, 12, 13] })).toMatchObject({ growth: 1, weeksLeft: null });
    expect(plan({ peaks: [0, 0], current: 5 })).toMatchObject({ peak: 5, weeksSeen: 0 });
  });
});
