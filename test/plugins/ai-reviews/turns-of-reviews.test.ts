import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { AiReview } from '../../../plugins/ai-reviews/ai-review.entity.ts';
import { reviewJudged } from '../../../plugins/ai-reviews/writing/begin-review.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { aScope } from '../../support/app.ts';
import { behaviours } from '../../support/model-server.ts';
import { json } from '../../support/web.ts';
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

/** Work that has no review yet, as something else than a first try of a student at a problem. */
async function unreviewed(scope: Scope, changed: { readonly role?: string; readonly isAssigned?: boolean }) {
  const work = await judgedWork(scope);
  await scope.transaction(async ({ em }) => {
    await em.execute('delete from ai_review where submission_id = ?', [work.id]);
    if (changed.role) await em.execute('update "user" set roles = array[?] where id = ?', [changed.role, work.userId]);
    if (changed.isAssigned)
      await em.execute(`update submission set place_kind = 'assignment', place_id = gen_random_uuid() where id = ?`, [
        work.id,
      ]);
  });
  await scope.transaction((inside) => reviewJudged(inside, work.id, 1));
  return work.id;
}

async function judgedAgain(scope: Scope) {
  const { id } = await judgedWork(scope);
  await scope.transaction(async (inside) => {
    await inside.em.execute(`update submission set judgement = 2, status = 'ACCEPTED' where id = ?`, [id]);
    await reviewJudged(inside, id, 2);
  });
  return id;
}

async function askedFor(scope: Scope) {
  const work = await judgedWork(scope, { verdict: 'FAILED', code: 'print(3)' });
  await write(scope, work.id);
  await fetch(`${address}/api/v1/submissions/${work.id}/review`, {
    method: 'POST',
    headers: { ...work.headers, ...json },
  });
  return work.id;
}

/** Submissions in the order in which the queue gives out the reviews of them that wait. */
const queued = (scope: Scope) =>
  scope.transaction(async ({ em, organization }) => {
    const rows = await em.execute<{ id: string }[]>(
      `select r.submission_id as id from pgboss.job j join ai_review r on r.id = (j.data -> 'data' ->> 'reviewId')::uuid
        where j.name = 'ai-reviews.write' and j.state = 'created' and r.organization_id = ? and r.state = 'WAITING'
        order by j.priority desc, j.created_on`,
      [organization.id],
    );
    return rows.map(({ id }) => id);
  });

describe('who waits for a review', () => {
  it('has it before who does not: asked for, assigned, practised, tried by those who teach, judged anew [H1-35]', async () => {
    const scope = await aScope(app);
    const anew = await judgedAgain(scope);
    const taught = await unreviewed(scope, { role: 'instructor' });
    const practised = await unreviewed(scope, {});
    const assigned = await unreviewed(scope, { isAssigned: true });
    const asked = await askedFor(scope);
    expect(await queued(scope)).toEqual([asked, assigned, practised, taught, anew]);
  });

  it('waits twice as long after each try in vain, and then has the words of the tests [H1-35]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const [{ id }] = (await reviewsOf(scope, work.id)) as [AiReview];
    server.behave(behaviours.broken);
    const pauses: number[] = [];
    const run = () => {
      const begun = Date.now();
      const again = async (_scope: Scope, at: Date) => void pauses.push((at.getTime() - begun) / 1_000);
      return writeReview(scope, id, { signal: AbortSignal.timeout(60_000), again });
    };
    for (let tries = 0; tries < 3; tries += 1) await run();
    server.behave(behaviours.good);
    expect(pauses).toHaveLength(2);
    expect(pauses[0]).toBeGreaterThanOrEqual(5);
    expect(pauses[1]).toBeGreaterThanOrEqual(10);
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'basic' }]);
  });
});
