import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { form, html, json } from '../../support/web.ts';
import { AiReviewAssessment } from '../../../plugins/ai-reviews/quality/sampling/review-assessment.entity.ts';
import { drawSample, sampleSize } from '../../../plugins/ai-reviews/quality/sampling/draw-sample.ts';
import { addressOf } from './judged-work.ts';
import { settledWork } from './settled-work.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await addressOf(app);
});
afterAll(() => app.stop());

const path = '/review-quality/sample';
const stars = { quality: '4', accuracy: '5', actionability: '3', educationalValue: '4', alignment: '2' };
const draw = (scope: Scope) => scope.transaction((inside) => drawSample(inside));

interface Shown {
  readonly left: number;
  readonly sampled: { readonly id: string; readonly problemId: string } | null;
}

async function somebody(scope: Scope, role: 'owner' | 'instructor' | 'learner') {
  const { authorization, user } = await aSignedInPerson(scope, [role]);
  const shown = async () => {
    const answer = await fetch(`${address}/api/v1${path}`, { headers: { ...json, authorization } });
    return { status: answer.status, text: await answer.clone().text(), ...((await answer.json()) as { data: Shown }) };
  };
  const assess = (id: string, fields: Record<string, string> = stars) =>
    fetch(`${address}${path}/${id}/assessment`, form(fields, { authorization }));
  return { userId: user.id, shown, assess, authorization };
}

describe('the sample', () => {
  it('is drawn by lot from all tiers alike, each review once [H3-06, H3-08]', async () => {
    const scope = await aScope(app);
    const { problemId } = await settledWork(scope, { tier: 'exact' });
    for (let one = 0; one < sampleSize; one += 1) await settledWork(scope, { tier: 'basic', problemId });
    await settledWork(scope, { tier: 'model', problemId, daysAgo: 40 });
    expect(await draw(scope)).toBe(sampleSize);
    const tiers = await scope.transaction(({ em }) =>
      em.execute<{ tier: string; n: number }[]>(
        'select r.tier, count(*)::int as n from sampled_review d join ai_review r on r.id = d.review_id group by 1 order by 1',
      ),
    );
    expect(tiers).toEqual([
      { tier: 'basic', n: sampleSize - 1 },
      { tier: 'exact', n: 1 },
    ]);
    expect([await draw(scope), await draw(scope)]).toEqual([1, 0]);
  });
});

describe('GET /review-quality/sample', () => {
  it('shows a review without saying who wrote it or for whom [H3-06]', async () => {
    const scope = await aScope(app);
    await settledWork(scope, { tier: 'model', model: 'a-certain-model' });
    await draw(scope);
    const { shown, authorization } = await somebody(scope, 'owner');
    const { data, text } = await shown();
    expect(data.left).toBe(1);
    const page = await (await fetch(address + path, { headers: { ...html, authorization } })).text();
    for (const said of [text, page]) {
      expect(said).toContain('It works.');
      for (const secret of ['a-certain-model', 'language model', '"tier"', '"model"'])
        expect(said).not.toContain(secret);
    }
    expect(text).not.toContain('Somebody');
  });

  it('is assessed once by each who teaches, who then sees the next [H3-07]', async () => {
    const scope = await aScope(app);
    const { problemId } = await settledWork(scope);
    await settledWork(scope, { problemId });
    await draw(scope);
    const [one, other] = [await somebody(scope, 'owner'), await somebody(scope, 'owner')];
    const first = (await one.shown()).data.sampled!;
    expect((await one.assess(first.id, { ...stars, comments: 'Too long.' })).status).toBe(303);
    expect((await one.assess(first.id)).status).toBe(404);
    expect((await one.shown()).data).toMatchObject({ left: 1 });
    expect((await one.shown()).data.sampled!.id).not.toBe(first.id);
    expect((await other.shown()).data.left).toBe(2);
    expect((await other.assess(first.id, { ...stars, quality: '9' })).status).toBe(422);
    expect((await other.assess(first.id)).status).toBe(303);
    const kept = await scope.transaction(({ em }) => em.find(AiReviewAssessment, { review: first.id }));
    expect(kept).toHaveLength(2);
    expect(kept.find(({ reviewer }) => reviewer.id === one.userId)).toMatchObject({
      quality: 4,
      accuracy: 5,
      actionability: 3,
      educationalValue: 4,
      alignment: 2,
      comments: 'Too long.',
    });
  });

  it('shows who teaches work of their own problems and courses only, and learners nothing', async () => {
    const scope = await aScope(app);
    const teacher = await somebody(scope, 'instructor');
    const { id: mine } = await aProblem(scope, { author: teacher.userId });
    const foreign = await settledWork(scope);
    await settledWork(scope, { problemId: mine });
    await draw(scope);
    expect((await teacher.shown()).data).toMatchObject({ left: 1, sampled: { problemId: mine } });
    expect((await teacher.assess(foreign.reviewId)).status).toBe(404);
    expect((await (await somebody(scope, 'learner')).shown()).status).toBe(404);
    expect((await (await somebody(await aScope(app), 'owner')).assess(foreign.reviewId)).status).toBe(404);
  });
});
