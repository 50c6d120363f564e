import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { outgoingPreview } from '#src/outgoing/outgoing-preview.ts';
import { isOutgoingPaused } from '#src/outgoing/outgoing.ts';
import { definePlugin, type Plugin } from '#src/plugin.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually } from '../../support/app.ts';
import { leavesTheInstallation } from '../../support/sample/jobs.ts';
import { Sample } from '../../support/sample/sample.entity.ts';
import { anInstallation, type Installation } from '../backup/installation.ts';

const describes = definePlugin({
  name: 'describes',
  contributes: [
    outgoingPreview({ job: leavesTheInstallation.name, describe: ({ text }: { text: string }) => `mail to ${text}` }),
  ],
});

let installation: Installation;
let app: App;
let scope: Scope;
let plugins: readonly Plugin[];

beforeAll(async () => {
  installation = await anInstallation();
  app = await installation.open();
  scope = await aScope(app);
  plugins = [...app.kernel.plugins, describes];
}, 120_000);
afterAll(async () => {
  await app?.stop();
  await installation?.remove();
});

const admin = (...words: string[]) => installation.admin(words, { plugins });
const gone = () => scope.transaction(async ({ em }) => (await em.find(Sample, {})).map(({ text }) => text));

describe('npm run admin -- pause-outgoing and resume-outgoing', () => {
  it('say so when there is nothing to do', async () => {
    expect(await admin('resume-outgoing', '--yes')).toMatchObject({ code: 0, text: 'Outgoing work is not paused.' });
  });

  it('hold back what would leave, list it on request, and let it leave exactly once', async () => {
    expect(await admin('pause-outgoing')).toMatchObject({ code: 0 });
    expect(await admin('pause-outgoing')).toMatchObject({ text: expect.stringContaining('has been paused since') });
    await app.work();
    await scope.transaction(async (inside) => {
      for (let n = 1; n <= 22; n += 1) await inside.enqueue(leavesTheInstallation, { text: `reader ${n}` });
    });
    const listed = await admin('resume-outgoing');
    expect(listed.code).toBe(1);
    expect(listed.text).toMatch(/sample\.leaveTheInstallation × 22, the oldest of 20/);
    expect(listed.text.match(/mail to reader/g)).toHaveLength(20);
    expect(listed.text).toMatch(/… and 2 more \(--all lists them\)\n[\s\S]*--yes/);
    expect((await admin('resume-outgoing', '--all')).text.match(/mail to reader/g)).toHaveLength(22);
    expect(await isOutgoingPaused(app.kernel.orm)).toBe(true);
    expect(await gone()).toEqual([]);

    expect(await admin('resume-outgoing', '--yes')).toMatchObject({
      code: 0,
      text: expect.stringContaining('22 jobs leave'),
    });
    await eventually(async () => (await gone()).length >= 22);
    await new Promise((done) => setTimeout(done, 300));
    expect(new Set(await gone()).size).toBe((await gone()).length);
    expect(await gone()).toHaveLength(22);
    expect(
      await installation.sql(
        `select action, payload -> 'count' as count from audit_entry where action like 'outgoing.%' order by created_at`,
      ),
    ).toEqual([
      { action: 'outgoing.paused', count: null },
      { action: 'outgoing.resumed', count: 22 },
    ]);
  });

  it('tells in JSON, and by the name of the job where nobody describes it', async () => {
    await admin('pause-outgoing');
    await scope.transaction((inside) =>
      inside.enqueue(leavesTheInstallation, { text: 'later' }, { startAfter: new Date(Date.now() + 3_600_000) }),
    );
    const { json } = await installation.admin(['resume-outgoing', '--json']);
    expect(json()).toMatchObject({ paused: true, waiting: [{ job: leavesTheInstallation.name, count: 1, items: [] }] });
    await installation.sql(`update pgboss.job set data = data - 'data' where state = 'created'`);
    expect((await admin('resume-outgoing')).text).toContain('its data cannot be read any more');
  });
});
