import os from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../judge0/execute.ts';
import type { ExecutionResult } from '../../judge0/execution.ts';
import { aRequest, aRun, openClient } from '../support/judge0/open-client.ts';
import { startLocalJudge, type StartedJudge } from './start-local-judge.ts';
import { python, submit, type Judged } from './submit.ts';

/** Many more programs than processors, all of them working. */
const together = 4 * os.availableParallelism();
/** Longer than its limit of time when four share a processor, shorter than three times of it. */
const limitSeconds = 1.2;
const works = 'import time\nwhile time.process_time() < 0.5: pass\nprint("done")';

let judge: StartedJudge;
beforeAll(async () => {
  judge = await startLocalJudge({ slots: together, tokens: ['a-token-of-the-tests'] });
}, 120_000);
afterAll(() => judge.end('SIGTERM'));

const all = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: together }, work));

/** Again until one of them was seen to wait for longer than its limit; how many share a processor is not ours to say. */
async function allUntilOneWaited<T>(work: () => Promise<T>, seconds: (done: Awaited<T>) => number) {
  for (let tries = 1; ; tries += 1) {
    const done = await all(work);
    if (tries === 24 || Math.max(...done.map(seconds)) > limitSeconds) return done;
  }
}

describe('on a machine that has more to do than it can', () => {
  it('a program is innocent of the time in which it waits for a processor [F2-11]', async () => {
    const program = { language_id: python, source_code: works, cpu_time_limit: 3, wall_time_limit: limitSeconds };
    const secondsOf = ({ wall_time: seconds }: Judged) => Number(seconds);
    const worked = await allUntilOneWaited(() => submit(judge, program), secondsOf);
    expect(worked.map(({ stdout, message }) => stdout ?? message)).toEqual(worked.map(() => 'done\n'));
    expect(Math.max(...worked.map(secondsOf))).toBeGreaterThan(limitSeconds);
  }, 120_000);

  it('so it is where many runs share a box [F2-11]', async () => {
    const client = openClient([judge.url], { timeoutMs: 30_000 });
    const request = aRequest(works, [aRun('', { cpuMs: 3_000, wallMs: limitSeconds * 1_000 })]);
    const secondsOf = ({ runs: [run] }: ExecutionResult) => (run?.wallMs ?? 0) / 1_000;
    const worked = await allUntilOneWaited(() => execute(client.judges, request), secondsOf);
    await client.close();
    expect(worked.map(({ runs }) => runs[0]?.status)).toEqual(worked.map(() => 'finished'));
    expect(Math.max(...worked.map(secondsOf))).toBeGreaterThan(limitSeconds);
  }, 120_000);

  it('one that sleeps is not, and one that works for ever is ended for its processor time [F2-11]', async () => {
    const sleeps = submit(judge, {
      language_id: python,
      source_code: 'import time\ntime.sleep(60)',
      wall_time_limit: 1,
    });
    const limits = { cpu_time_limit: 0.5, cpu_extra_time: 0, wall_time_limit: 20 };
    const endless = await all(() => submit(judge, { language_id: python, source_code: 'while True: pass', ...limits }));
    expect(endless.map(({ message }) => message)).toEqual(endless.map(() => 'Time limit exceeded'));
    const slept = await sleeps;
    expect(slept.message).toBe('Time limit exceeded (wall clock)');
    // Three times its limit, and what the judge itself waits for a processor.
    expect(Number(slept.wall_time)).toBeLessThan(10);
  }, 120_000);
});
