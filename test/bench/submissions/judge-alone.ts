import { execute } from '../../../judge0/execute.ts';
import { startLocalJudge } from '../../judge0/start-local-judge.ts';
import { aRequest, aRun, openClient } from '../../support/judge0/open-client.ts';
import { solution } from './ten-sums.ts';

const count = 60;
/** As many as one worker judges side by side. */
const lanes = 6;

/** Programs of ten tests that a judge does in a second while nobody else wants anything. */
export async function judgeAlone(): Promise<number> {
  const judge = await startLocalJudge({ weight: 50 });
  const client = openClient([judge.url], { timeoutMs: 60_000 });
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
    await judge.end('SIGTERM');
  }
}
