import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { App } from '#src/app.ts';
import { holdBack } from '#src/jobs/hold-back.ts';
import type { Job } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { noOp, writeSample } from '../../support/sample/jobs.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const jobs = [
  { ...noOp, awaited: true },
  { ...writeSample, patient: true },
] as readonly Job[];

/** Holds back what the samples' jobs say, and tells what may run. */
async function heldBack() {
  const free = new Set<string>();
  const holding = await holdBack(app.kernel, jobs, {
    hold: async ({ name }) => void free.delete(name),
    letGo: async ({ name }) => void free.add(name),
  });
  return { free, stop: () => holding.stop() };
}

const putInLine = (scope: Scope, count: number, priority: number) =>
  scope.transaction(async (inside) => {
    for (let put = 0; put < count; put += 1) await inside.enqueue(noOp, { sentAt: 0 }, { priority });
  });
const emptyLine = (scope: Scope) =>
  scope.transaction(({ em }) => em.execute('delete from pgboss.job where name = ?', [noOp.name]));

/** All but one are done, and that one is being done. */
const leaveOne = (scope: Scope) =>
  scope.transaction(async ({ em }) => {
    await em.execute(
      `update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now() where id =
      (select id from pgboss.job where name = ? limit 1)`,
      [noOp.name],
    );
    await em.execute(`delete from pgboss.job where name = ? and state < 'active'`, [noOp.name]);
  });

describe('a patient job', () => {
  it('waits while a line of people waits for something else, and goes on when the line is short', async () => {
    const scope = await aScope(app);
    await putInLine(scope, 20, 0);
    const { free, stop } = await heldBack();
    expect([...free]).toEqual([]);
    await emptyLine(scope);
    await eventually(async () => free.has(writeSample.name), 15);
    await stop();
  }, 30_000);

  it('waits until the last of a line that was long is done', async () => {
    const scope = await aScope(app);
    await putInLine(scope, 20, 0);
    const { free, stop } = await heldBack();
    await leaveOne(scope);
    await sleep(5_500);
    expect([...free]).toEqual([]);
    await emptyLine(scope);
    await eventually(async () => free.has(writeSample.name), 15);
    await stop();
  }, 30_000);

  it('waits for ten minutes at most, and in the next rush again', async () => {
    const scope = await aScope(app);
    await putInLine(scope, 20, 0);
    const { free, stop } = await heldBack();
    expect([...free]).toEqual([]);
    const now = Date.now;
    const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + 600_000);
    await eventually(async () => free.has(writeSample.name), 15);
    // A rush that is over, though somebody is always judged, must not keep the next one from being waited out.
    await leaveOne(scope);
    await sleep(5_500);
    await putInLine(scope, 20, 0);
    await eventually(async () => !free.has(writeSample.name), 15);
    later.mockRestore();
    await stop();
    await emptyLine(scope);
  }, 60_000);

  it('waits neither for a few nor for what nobody looks at', async () => {
    const scope = await aScope(app);
    await putInLine(scope, 19, 0);
    await putInLine(scope, 30, -10);
    const { free, stop } = await heldBack();
    expect([...free]).toEqual([writeSample.name]);
    await stop();
    await emptyLine(scope);
  });
});
