import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { isRunning } from '#src/machine/process-start.ts';
import { createKeyring } from '#src/keys/keyring.ts';
import { executeProgram } from '#judge0';
import { execute } from '../../../judge0/execute.ts';
import { callbackTopic } from '../../../judge0/callbacks/callback-address.ts';
import { judgeCompanion, judgeRoomOf } from '../../../judge0/judges-of.ts';
import { readRecord } from '../../../judge0/supervise/judge-record.ts';
import { anInstallationScope, eventually, openTestApp } from '../../support/app.ts';
import { aRequest, aRun, texts } from '../../support/judge0/open-client.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
}, 120_000);
afterAll(() => app.stop());

const pidOf = () => readRecord(`${app.kernel.config.dataFolder}/judge`)?.process?.pid ?? 0;

/** Another process gave it something to do: that process hears of the end, and of nothing that is ours. */
async function tellsOthersOfTheirs() {
  const told: string[] = [];
  app.kernel.notifications.on(callbackTopic, (token) => told.push(token));
  await executeProgram(anInstallationScope(app), aRequest('print(1)'));
  const { url, token } = await judgeRoomOf(app.kernel).local!.address();
  const sent = await fetch(`${url}/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': token! },
    body: JSON.stringify({ language_id: 46, source_code: 'true' }),
  });
  const { token: theirs } = (await sent.json()) as { token: string };
  await eventually(async () => told.length > 0, 20);
  expect(told).toEqual([theirs]);
}

describe('without an address of a judge', () => {
  it('the application runs one itself, and ends it with itself [REQ-02]', async () => {
    await app.accompany({ serve: false, work: true });
    const { runs } = await executeProgram(
      anInstallationScope(app),
      aRequest('print(input())', [aRun('one'), aRun('two')]),
    );
    expect(texts(runs)).toEqual(['one\n', 'two\n']);
    const pid = pidOf();
    expect(isRunning(pid)).toBe(true);
    await tellsOthersOfTheirs();
    await app.stop();
    expect(isRunning(pid)).toBe(false);
  }, 180_000);

  it('production has none until it is told to, and says so', async () => {
    const keys = createKeyring(['another secret of the tests, which is long enough']);
    const config = { ...app.kernel.config, production: true };
    const companion = judgeCompanion({ ...app.kernel, keys, config });
    await companion.begin({ serve: true, work: true });
    const { judges, local } = judgeRoomOf({ keys });
    expect(local).toBeNull();
    await expect(execute(await judges(), aRequest(''))).rejects.toMatchObject({
      retryable: true,
      reasons: { judges: 'none is configured' },
    });
    await companion.end();
  });
});
