import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRunning } from '#src/machine/process-start.ts';
import { createLog } from '#src/log.ts';
import { execute } from '../../../judge0/execute.ts';
import { openJudges, type Judges } from '../../../judge0/client/open-judges.ts';
import { LocalJudge } from '../../../judge0/supervise/local-judge.ts';
import { readRecord } from '../../../judge0/supervise/judge-record.ts';
import { createOutbound } from '#src/outbound/create-outbound.ts';
import { eventually, root } from '../../support/app.ts';
import { aRequest, aRun, texts } from '../../support/judge0/open-client.ts';

const log = createLog({ level: 'silent', production: true });
const outbound = createOutbound({ allow: [], production: false, version: '0.0.0' });
const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-judge-'));
const supervise = () => new LocalJudge({ folder, root, isUnsafe: false, log, pauseMs: 50 });
const pidOf = () => readRecord(folder)?.process?.pid ?? 0;

let first: LocalJudge;
let judges: Judges;
beforeAll(async () => {
  first = supervise();
  judges = openJudges({ addresses: [await first.address()], fetch: outbound.operator.fetch, log });
  first.start();
  await eventually(async () => pidOf() > 0, 60);
}, 70_000);
afterAll(async () => {
  judges.close();
  await first.stop();
  await outbound.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the local judge', () => {
  it('is found by whoever starts second, at the same address', async () => {
    const pid = pidOf();
    const second = supervise();
    expect(await second.address()).toEqual(await first.address());
    second.start();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(pidOf()).toBe(pid);
    await second.stop();
    expect(isRunning(pid)).toBe(true);
  });

  it('killed in the midst of a hundred executions comes back, and each of them ends, once [F2-12]', async () => {
    const killed = pidOf();
    let ended = 0;
    const all = Array.from({ length: 100 }, async (_, index) => {
      const { runs } = await execute(judges, aRequest('print(input())', [aRun(String(index))]));
      ended += 1;
      if (ended === 20) process.kill(killed, 'SIGKILL');
      return texts(runs);
    });
    const results = await Promise.all(all);
    expect(results).toEqual(Array.from({ length: 100 }, (_, index) => [`${index}\n`]));
    expect(ended).toBe(100);
    expect(isRunning(killed)).toBe(false);
    expect(pidOf()).not.toBe(killed);
  }, 150_000);

  it('ends with whoever started it', async () => {
    const pid = pidOf();
    await first.stop();
    expect(isRunning(pid)).toBe(false);
  });
});
