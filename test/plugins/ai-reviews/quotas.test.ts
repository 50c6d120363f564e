import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { AiReviewRules } from '../../../plugins/ai-reviews/organization/review-rules.entity.ts';
import { refusalFor } from '../../../plugins/ai-reviews/quota/refusal-for.ts';
import { aScope, testDatabase } from '../../support/app.ts';
import { hintFactories } from '../../support/hint-factories.ts';
import { behaviours } from '../../support/model-server.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html, json } from '../../support/web.ts';
import { judgedWork, write } from './judged-work.ts';
import { openReviewing, type ModelServer, type Reviewing } from './open-reviewing.ts';

let app: App;
let address: string;
let server: ModelServer;
let close: Reviewing['close'];
beforeAll(async () => {
  ({ app, address, server, close } = await openReviewing());
});
afterEach(() => server.behave(behaviours.good));
afterAll(() => close());

/** Nothing but what a test is about stands in the way. */
const rule = (scope: Scope, rules: object) =>
  scope.transaction(async ({ em }) => {
    const wide = { usesModel: true, wantsConsent: false, mostPerPersonDay: 10_000, mostPerMonth: 10_000 };
    em.create(AiReviewRules, { ...wide, ...rules } as never);
    await em.flush();
  });

const refusal = (scope: Scope, userId: string) =>
  scope.transaction((inside) => refusalFor(inside, { userId, reviewId: null, costMicros: 0, hasOwnKey: false }));

interface Asked {
  readonly times?: number;
  readonly minutesAgo?: number;
  readonly tokens?: number;
}

/** The model was asked for the person of this work, as other reviews of theirs would tell. */
const asked = (scope: Scope, { id }: { readonly id: string }, { times = 1, minutesAgo = 0, tokens = 0 }: Asked) =>
  scope.transaction(({ em }) =>
    em.execute(
      `insert into ai_review (id, organization_id, submission_id, user_id, problem_id, judgement, verdict, occasion, state, asked_model_at, prompt_tokens)
        select gen_random_uuid(), organization_id, submission_id, user_id, problem_id, 100 + ? + n, verdict, 'asked', 'SUPERSEDED',
            now() - make_interval(mins => ?), ?
          from ai_review, generate_series(1, ?) n where submission_id = ? and occasion = 'judged'`,
      [minutesAgo * 100, minutesAgo, tokens, times, id],
    ),
  );

/** Somebody of these roles for whom the model took so many tokens today. */
async function spender(scope: Scope, role: OrganizationRole, tokens: number) {
  const work = await judgedWork(scope);
  await scope.transaction(({ em }) =>
    em.execute('update "user" set roles = array[?] where id = ?', [role, work.userId]),
  );
  await asked(scope, work, { tokens });
  return work.userId;
}

describe('within an hour', () => {
  it('the model is asked twenty times for one person; the next review comes from the tests and says so [H1-24]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    await rule(scope, { learnerTokens: 1_000_000 });
    await asked(scope, work, { times: 19, minutesAgo: 58 });
    await asked(scope, work, { times: 5, minutesAgo: 61 });
    expect(await refusal(scope, work.userId)).toBeNull();
    await asked(scope, work, {});
    expect(await refusal(scope, work.userId)).toBe('hourLimit');
    server.asked.length = 0;
    const review = (await write(scope, work.id)).find(
      ({ occasion, state }) => occasion === 'judged' && state === 'COMPLETE',
    );
    expect(review).toMatchObject({ tier: 'basic', passedOver: [{ tier: 'quota', why: 'hourLimit' }] });
    expect(server.asked).toEqual([]);
    const page = await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...work.headers } });
    expect(await page.text()).toContain('as often as is allowed within an hour');
    const again = await fetch(`${address}/api/v1/submissions/${work.id}/review`, {
      method: 'POST',
      headers: { ...work.headers, ...json },
    });
    expect(again.status).toBe(429);
    // Of nobody else.
    expect(await refusal(scope, (await judgedWork(scope)).userId)).toBeNull();
  });

  it('it is asked without end where the organization has set no limit', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    await rule(scope, { learnerTokens: 1_000_000, mostPerPersonHour: null });
    await asked(scope, work, { times: 200 });
    expect(await refusal(scope, work.userId)).toBeNull();
  });
});

describe('in a day', () => {
  it.each([
    ['learner', 10_000],
    ['instructor', 20_000],
    ['admin', 50_000],
    ['owner', 50_000],
    ['mentor', 5_000],
  ] as const)('somebody who is %s has %d tokens, or as many as the organization says [H1-25]', async (role, limit) => {
    const scope = await aScope(app);
    expect(await refusal(scope, await spender(scope, role, limit - 1))).toBeNull();
    const userId = await spender(scope, role, limit);
    expect(await refusal(scope, userId)).toBe('tokenLimit');
    const more = limit + 1;
    await rule(scope, { learnerTokens: more, instructorTokens: more, adminTokens: more, otherTokens: more });
    expect(await refusal(scope, userId)).toBeNull();
  });

  it('answers that are coming count as the most that they may take, and then as what they took', async () => {
    const scope = await aScope(app);
    await rule(scope, { learnerTokens: 2_500 });
    const work = await judgedWork(scope);
    const seen: unknown[] = [];
    server.behave((res, one) => {
      void refusal(scope, work.userId)
        .then((found) => seen.push(found))
        .finally(() => behaviours.good(res, one));
    });
    expect(await write(scope, work.id)).toMatchObject([{ tier: 'model', promptTokens: 700, completionTokens: 300 }]);
    expect(seen).toEqual(['tokenLimit']);
    expect(await refusal(scope, work.userId)).toBeNull();
  });
});

describe('both limits', () => {
  it('hold for reviews and hints together, as an administrator has set them [CON-41]', async () => {
    const scope = await aScope(app);
    const { authorization } = await aSignedInPerson(scope, ['admin']);
    const send = (body: object) =>
      fetch(`${address}/api/v1/admin/settings/reviews`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ usesModel: true, mostPerPersonDay: 100, mostPerMonth: 100, ...body }),
      });
    expect((await send({ version: 0, mostPerPersonHour: 2, learnerTokens: 3_000 })).status).toBeLessThan(400);
    const work = await judgedWork(scope);
    const hintId = await hintFactories('One').hintRequest(scope, { people: [work.userId] });
    await asked(scope, work, { tokens: 1_000 });
    expect(await refusal(scope, work.userId)).toBeNull();
    await scope.transaction(({ em }) =>
      em.execute('update hint_request set asked_model_at = now(), prompt_tokens = 2000 where id = ?', [hintId]),
    );
    expect(await refusal(scope, work.userId)).toBe('hourLimit');
    expect((await send({ version: 1, learnerTokens: 3_000 })).status).toBeLessThan(400);
    expect(await refusal(scope, work.userId)).toBe('tokenLimit');
    expect((await send({ version: 2, learnerTokens: 3_001 })).status).toBeLessThan(400);
    expect(await refusal(scope, work.userId)).toBeNull();
    const page = await fetch(`${address}/admin/settings/reviews`, { headers: { ...html, authorization } });
    expect(await page.text()).toMatch(/name="learnerTokens"[^>]*value="3001"/);
  });

  it('keep the model from being asked where they cannot be read [H1-25]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const owner = new pg.Client({ connectionString: (await testDatabase()).superuserUrl });
    await owner.connect();
    server.asked.length = 0;
    await owner.query('revoke select on hint_request from assay_app');
    try {
      expect(await write(scope, work.id)).toMatchObject([
        { state: 'COMPLETE', tier: 'basic', passedOver: [{ tier: 'quota', why: 'unknown' }] },
      ]);
    } finally {
      await owner.query('grant select on hint_request to assay_app');
      await owner.end();
    }
    expect(server.asked).toEqual([]);
  });
});
