import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { submissionFields, type Ended } from '../../../judge0/client/answers.ts';
import { execute } from '../../../judge0/execute.ts';
import { startJudgeProcess } from '../../../judge0/supervise/judge-process.ts';
import { aRequest, aRun, openClient } from '../../support/judge0/open-client.ts';
import { root } from '../scratch.ts';
import { solution } from './ten-sums.ts';

const count = 60;
/** As many as one worker judges side by side. */
const lanes = 6;

/** Programs of ten tests that a judge does in a second while nobody else wants anything; it tells its ends, as that of the application does. */
export async function judgeAlone(): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-judge-'));
  const tell = (ended: Ended) => void client.judges.tell(ended);
  const judge = await startJudgeProcess(
    root,
    { folder, port: 0, tokens: ['a-token-of-the-tests'], unsafe: false, weight: 50, endFields: submissionFields },
    tell,
  );
  const client = openClient([`http://127.0.0.1:${judge.port}`], { timeoutMs: 60_000, tellsEnds: true });
  const runs = Array.from({ length: 10 }, (_, index) => aRun(`${index} ${1000 * index}\n`));
  let next = -lanes;
  const work = async (end: number) => {
    for (let number = next++; number < end; number = next++)
      await execute(client.judges, aRequest(solution(number), runs, { priority: 'normal' }));
  };
  const inLanes = (end: number) => Promise.all(Array.from({ length: lanes }, () => work(end)));
  try {
    await inLanes(0);
    next = 0;
    const from = performance.now();
    await inLanes(count);
    return (count * 1_000) / (performance.now() - from);
  } finally {
    await client.close();
    await judge.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
