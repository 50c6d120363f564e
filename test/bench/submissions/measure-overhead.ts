import { setTimeout } from 'node:timers/promises';
import { aSignedInPerson } from '../../support/people.ts';
import { watchStatements } from '../../support/watch-statements.ts';
import { processorSeconds } from '../lti/processor-time.ts';
import { quantile, type Report } from '../report.ts';
import { aScratchScope, withScratch, type Scratch } from '../scratch.ts';
import { judgeTimes } from './judge-times.ts';
import { submitAndWatch } from './submit-and-watch.ts';
import { solution, tenSums } from './ten-sums.ts';

/** From the click to the verdict in the page, without what the judge says that it took itself; nobody else is there. */
export const measureOverhead = (report: Report, turns: number): Promise<void> =>
  withScratch((scratch) => measure(scratch, report, turns));

async function measure(scratch: Scratch, report: Report, turns: number) {
  const app = await scratch.open({ works: true, environment: { EXECUTIONS_PER_MINUTE: '100000' } });
  await app.work();
  const address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  const scope = await aScratchScope(app);
  const { id: problemId } = await tenSums(scope);
  const times = await judgeTimes(app);
  const own: number[] = [];
  const taken: number[] = [];
  const statements: number[] = [];
  const watching = watchStatements();
  let processor = 0;
  const used = () => processorSeconds(process.pid, 'assay');
  // The first few pay for what is made once.
  for (let turn = -5; turn < turns; turn += 1) {
    const { authorization } = await aSignedInPerson(scope, ['learner']);
    await untilIdle(turn);
    watching.take();
    const seen = await submitAndWatch({ address, authorization, problemId, code: solution(turn) });
    const judgeMs = await times.take();
    if (turn < 0) {
      processor = used();
      continue;
    }
    own.push(seen.verdictMs - judgeMs);
    taken.push(judgeMs);
    statements.push(watching.take().length);
  }
  watching.stop();
  const processorMs = ((used() - processor) * 1000) / turns;
  await app.stop();
  tell(report, own, taken, statements);
  report({
    metric: 'processor time of application, PostgreSQL and the asking browser for one submission',
    value: processorMs,
    unit: 'ms',
    goal: null,
  });
}

/** What follows a verdict has ended by then; and no turn falls always upon the same look of the job queue, each two seconds. */
const untilIdle = (turn: number) => setTimeout(500 + 70 * (Math.abs(turn) % 7));

function tell(report: Report, own: readonly number[], taken: readonly number[], statements: readonly number[]) {
  const peer = { name: 'the judge itself, ms', value: quantile(taken, 0.5) };
  const metric = 'POST to verdict in the page, beyond the judge';
  report({ metric: `${metric}, median`, value: quantile(own, 0.5), unit: 'ms', goal: { atMost: 40 }, peer });
  report({ metric: `${metric}, p99`, value: quantile(own, 0.99), unit: 'ms', goal: { atMost: 250 }, peer });
  report({
    metric: 'statements of page, job and stream for one submission',
    value: quantile(statements, 0.5),
    unit: 'statements',
    goal: null,
  });
}
