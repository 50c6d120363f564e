import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { judgeRoomOf } from '../../../judge0/judges-of.ts';
import { openTestApp } from '../../support/app.ts';
import { openScripted, type ScriptedJudge } from '../../support/judge0/scripted-judge.ts';

let app: App;
let address: string;
let judges: readonly [ScriptedJudge, ScriptedJudge];
let isBroken = true;
beforeAll(async () => {
  judges = await Promise.all([
    openScripted(),
    openScripted({ instead: () => (isBroken ? { status: 401, body: '' } : null) }),
  ]);
  app = await openTestApp({
    environment: { JUDGE0_URL: judges.map(({ url }) => url).join(','), JUDGE0_AUTH_TOKEN: 'x' },
  });
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
}, 120_000);
afterAll(async () => {
  await app.stop();
  for (const judge of judges) await judge.close();
});

it('takes requests without a judge, and says which one fails and why [T1-01]', async () => {
  const readyz = async () => {
    const response = await fetch(`${address}/readyz`);
    return { status: response.status, body: (await response.json()) as object };
  };
  const { host } = new URL(judges[1].url);
  expect(await readyz()).toEqual({
    status: 200,
    body: { ready: true, reasons: [], degraded: { judge: expect.stringMatching(`^\\S*${host}\\S*: .`) } },
  });
  isBroken = false;
  const { judges: known } = await judgeRoomOf(app.kernel).judges();
  await known[1]!.facts();
  expect(await readyz()).toEqual({ status: 200, body: { ready: true, reasons: [], degraded: {} } });
});
