import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { makeAuditPartitions } from '#src/audit/make-audit-partitions.ts';
import { freshEntityManager } from '#src/database/open-orm.ts';
import { findFailedJobs } from '#src/jobs/failed-jobs.ts';
import { allJobs, tableOf } from '#src/jobs/queue-name.ts';
import { jobsChannel } from '#src/jobs/queue.ts';
import type { Scope } from '#src/scope/scope.ts';
import { anInstallationScope, aScope, eventually, openTestApp } from '../../support/app.ts';
import {
  noOp,
  ofTheInstallation,
  oneOfAGroup,
  sampleSteps,
  sampleTold,
  writeSample,
} from '../../support/sample/jobs.ts';
import { Sample } from '../../support/sample/sample.entity.ts';
import { watchStatements } from '../../support/watch-statements.ts';

let app: App;
// Before the first connection.
const watching = watchStatements();
beforeAll(async () => {
  app = await openTestApp({ works: true });
});
afterAll(async () => {
  await app.stop();
  watching.stop();
});

const texts = async (scope: Scope) =>
  (await scope.transaction((scope) => scope.em.find(Sample, {}))).map(({ text }) => text).toSorted();
const written = (scope: Scope, count: number) =>
  eventually(async () => ((await texts(scope)).length >= count ? texts(scope) : null));

describe('enqueue', () => {
  it('makes the job exactly when the rows that asked for it are committed', async () => {
    const scope = await aScope(app);
    await scope.transaction((inside) => inside.enqueue(writeSample, { text: 'asked' }));
    const abandoned = scope.transaction(async (inside) => {
      await inside.enqueue(writeSample, { text: 'abandoned' });
      throw new Error('rolled back');
    });
    await expect(abandoned).rejects.toThrow('rolled back');
    expect(await written(scope, 1)).toEqual(['written: asked']);
    await new Promise((done) => setTimeout(done, 200));
    expect(await texts(scope)).toEqual(['written: asked']);
  });

  it('keeps the jobs of each queue in the table that is named after it', async () => {
    const queues = await app.kernel.queue.boss.getQueues(allJobs(app.kernel.plugins).map(({ name }) => name));
    expect(queues.length).toBeGreaterThan(50);
    for (const { name, table } of queues) expect(tableOf(name)).toBe(`pgboss.${table}`);
  });

  it('waits for the disk, while what workers say of jobs does not', async () => {
    const scope = await aScope(app);
    const asked = `select setting, source = 'client' as "isOurs" from pg_settings where name = 'synchronous_commit'`;
    const { rows } = await app.kernel.queue.boss.getDb().executeSql(asked, []);
    expect(rows).toEqual([{ setting: 'off', isOurs: true }]);
    expect(await scope.transaction(({ em }) => em.execute(asked))).toMatchObject([{ isOurs: false }]);
    watching.take();
    await scope.enqueue(noOp, { sentAt: 0 });
    // Those of the queue's own connections are not seen here.
    const sends = (statement: string) => /insert into pgboss/i.test(statement) && statement.includes(noOp.name);
    expect(watching.take().filter(sends)).toHaveLength(1);
  });

  it('is announced where workers listen, so that none waits until a queue is looked at', async () => {
    const scope = await aScope(app);
    const heard: string[] = [];
    app.kernel.notifications.on(jobsChannel, (queue) => heard.push(queue));
    await scope.transaction((inside) => inside.enqueue(noOp, { sentAt: 0 }));
    await eventually(async () => heard.includes(noOp.name));
  });

  it('refuses data that do not fit, and a job of an organization outside one, naming the way', async () => {
    const scope = await aScope(app);
    await expect(scope.transaction((inside) => inside.enqueue(writeSample, { text: 5 } as never))).rejects.toThrow(
      /text/,
    );
    await expect(
      anInstallationScope(app).transaction((scope) => scope.enqueue(writeSample, { text: 'x' })),
    ).rejects.toThrow(/scope\.within/);
    await expect(scope.transaction((inside) => inside.enqueue(ofTheInstallation, {}))).rejects.toThrow(
      /installation's Scope/,
    );
  });

  it('carries a person for the audit and never roles', async () => {
    const scope = await aScope(app, { kind: 'user', id: crypto.randomUUID(), roles: new Set(['owner']) });
    await scope.transaction((inside) =>
      inside.enqueue(noOp, { sentAt: 0 }, { startAfter: new Date(Date.now() + 3_600_000) }),
    );
    const [row] = await scope.transaction((inside) =>
      inside.em.execute<{ data: object }[]>(
        `select data from pgboss.job where name = 'sample.doNothing' and data ->> 'organizationId' = ?`,
        [scope.organization.id],
      ),
    );
    expect(Object.keys(row!.data).toSorted()).toEqual(['data', 'onBehalfOf', 'organizationId', 'requestId']);
    expect(JSON.stringify(row!.data)).not.toContain('owner');
  });
});

describe('a job', () => {
  it('leaves no trace of a try that failed, is tried again, and says at last that it gave up', async () => {
    const scope = await aScope(app);
    await scope.transaction((inside) => inside.enqueue(writeSample, { text: 'fail always' }));
    expect(await written(scope, 1)).toEqual(['gave up: fail always']);
    const failed = await findFailedJobs(app.kernel, writeSample.name);
    const mine = failed.filter(({ organizationId }) => organizationId === scope.organization.id);
    expect(mine).toMatchObject([{ attempts: 2, message: 'told to fail: fail always' }]);
  }, 20_000);

  it('that was to wait begins within seconds of its time, although nothing is announced then', async () => {
    const scope = await aScope(app);
    const startAfter = new Date(Date.now() + 1_000);
    await scope.transaction((inside) => inside.enqueue(writeSample, { text: 'late' }, { startAfter }));
    expect(await written(scope, 1)).toEqual(['written: late']);
    expect(Date.now()).toBeGreaterThanOrEqual(startAfter.getTime());
  });

  it("of 'steps' opens a transaction for each and keeps the first when the second cannot be", async () => {
    const scope = await aScope(app);
    await scope.transaction((inside) => inside.enqueue(sampleSteps, { text: 'good' }));
    expect(await written(scope, 2)).toEqual(['first step: good', 'second step: good']);
    const other = await aScope(app);
    await other.transaction((inside) => inside.enqueue(sampleSteps, { text: 'touch em outside' }));
    await eventually(async () =>
      (await findFailedJobs(app.kernel, sampleSteps.name)).some(
        ({ organizationId }) => organizationId === other.organization.id,
      ),
    );
    expect(await texts(other)).toEqual(['first step: touch em outside']);
  });

  it('is given to every subscriber of an event, each on its own', async () => {
    const scope = await aScope(app);
    await scope.transaction((inside) => inside.emit(sampleTold, { text: 'news' }));
    expect(await written(scope, 2)).toEqual(['first heard: news', 'second heard: news']);
  });

  it('is not made for a subscriber whom the event does not concern', async () => {
    const scope = await aScope(app);
    await scope.transaction((inside) => inside.emit(sampleTold, { text: 'for the first' }));
    await scope.transaction((inside) => inside.emit(sampleTold, { text: 'for both' }));
    expect(await written(scope, 3)).toEqual([
      'first heard: for both',
      'first heard: for the first',
      'second heard: for both',
    ]);
  });

  it('whose data no longer fit is kept as failed at once, with a sentence', async () => {
    const scope = await aScope(app);
    const envelope = {
      organizationId: scope.organization.id,
      onBehalfOf: null,
      requestId: 'test',
      data: { wrong: true },
    };
    await app.kernel.queue.boss.send(writeSample.name, envelope);
    const failed = await eventually(async () =>
      (await findFailedJobs(app.kernel, writeSample.name)).find(
        ({ organizationId }) => organizationId === scope.organization.id,
      ),
    );
    expect(failed.message).toContain('do not fit sample.writeSample any more');
  });

  it('made by a schedule runs once in every organization', async () => {
    const [first, second] = [await aScope(app), await aScope(app)];
    const before = await app.kernel.orm.em
      .fork()
      .execute<{ count: number }[]>('select count(*)::int as count from organization');
    await app.kernel.queue.boss.send('sample.hearFirst', {
      organizationId: null,
      onBehalfOf: null,
      requestId: 'schedule',
      forEach: 'organization',
      data: {},
    });
    const made = await eventually(async () => {
      const rows = await app.kernel.orm.em
        .fork()
        .execute<{ id: string }[]>(
          `select data ->> 'organizationId' as id from pgboss.job where name = 'sample.hearFirst' and data ->> 'requestId' like 'schedule %'`,
        );
      return rows.length >= before[0]!.count ? rows.map(({ id }) => id) : null;
    });
    expect(made).toEqual(expect.arrayContaining([first.organization.id, second.organization.id]));
    expect(new Set(made).size).toBe(made.length);
  });

  it('of one group never crowds out another: one job that came last runs among the first', async () => {
    const scope = await aScope(app);
    await scope.transaction(async (inside) => {
      for (let number = 0; number < 60; number += 1)
        await inside.enqueue(oneOfAGroup, { text: `many ${number}` }, { group: `${scope.organization.id} many` });
      await inside.enqueue(oneOfAGroup, { text: 'one' }, { group: `${scope.organization.id} one` });
    });
    const before = await eventually(async () => {
      const seen = await texts(scope);
      return seen.includes('one') ? seen.length : null;
    });
    expect(before).toBeLessThan(20);
  });
});

describe('schedules', () => {
  it('are kept by the queue as the code declares them', async () => {
    const schedules = await app.kernel.queue.boss.getSchedules();
    expect(schedules).toContainEqual(
      expect.objectContaining({ name: 'kernel.makeAuditPartitions', cron: '17 3 * * *', timezone: 'UTC' }),
    );
  });

  it('of the audit keeps its partitions two months ahead', async () => {
    await anInstallationScope(app).transaction((scope) => scope.enqueue(makeAuditPartitions, {}));
    const month = new Date().toISOString().slice(0, 7).replace('-', '_');
    await eventually(async () => {
      const [row] = await freshEntityManager(app.kernel.orm).execute<{ there: boolean }[]>(
        'select to_regclass(?) is not null as there',
        [`audit_entry_${month}`],
      );
      return row!.there;
    });
  });
});
