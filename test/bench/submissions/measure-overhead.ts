import { setTimeout } from 'node:timers/promises';
import { aSignedInPerson } from '../../support/people.ts';
import { watchStatements } from '../../support/watch-statements.ts';
import { processorSeconds } from '../lti/processor-time.ts';
import { quantile, type Report } from '../report.ts';
import { analyze, aScratchScope, withScratch, type Scratch } from '../scratch.ts';
import { startApps } from './start-apps.ts';
import { submitAndWatch } from './submit-and-watch.ts';
import { solution, tenSums } from './ten-sums.ts';

/**
 * From the click to the verdict in the page, without what the judge says that it took itself; nobody else is there. One process
 * answers and another one works, as in production; what it costs is counted where one does both.
 */
export async function measureOverhead(report: Report, turns: number): Promise<void> {
  await withScratch((scratch) => measureTimes(scratch, report, turns));
  await withScratch((scratch) => measureCost(scratch, report, Math.ceil(turns / 4)));
}

/** They pay for what is made once, and for code that the processes have run only a few times: nobody starts them for each submission. */
const atFirst = 20;

async function measureTimes(scratch: Scratch, report: Report, turns: number) {
  const app = await scratch.open({ works: false });
  const scope = await aScratchScope(app);
  const { id: problemId } = await tenSums(scope);
  const people = [];
  for (let turn = -atFirst; turn < turns; turn += 1) people.push(await aSignedInPerson(scope, ['learner']));
  // It would hear of everything, on the same processor.
  await app.stop();
  const apps = await startApps(scratch, { EXECUTIONS_PER_MINUTE: '100000' });
  const own: number[] = [];
  const taken: number[] = [];
  for (const [index, { authorization }] of people.entries()) {
    const turn = index - atFirst;
    if (turn === 0) await analyze(scratch);
    await untilIdle(turn);
    const seen = await submitAndWatch({ address: apps.address, authorization, problemId, code: solution(turn) });
    const judgeMs = await apps.judgeMs();
    if (turn < 0) continue;
    own.push(seen.verdictMs - judgeMs);
    taken.push(judgeMs);
  }
  await apps.stop();
  const peer = { name: 'the judge itself, ms', value: quantile(taken, 0.5) };
  const metric = 'POST to verdict in the page, beyond the judge';
  report({ metric: `${metric}, median`, value: quantile(own, 0.5), unit: 'ms', goal: { atMost: 40 }, peer });
  report({ metric: `${metric}, p99`, value: quantile(own, 0.99), unit: 'ms', goal: { atMost: 250 }, peer });
}

async function measureCost(scratch: Scratch, report: Report, turns: number) {
  // Before the first connection, which lives as long as the measurement.
  const watching = watchStatements();
  const app = await scratch.open({ works: true, environment: { EXECUTIONS_PER_MINUTE: '100000' } });
  await app.work();
  const address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  const scope = await aScratchScope(app);
  const { id: problemId } = await tenSums(scope);
  const statements: number[] = [];
  const used = () => processorSeconds(process.pid, 'assay');
  let processor = 0;
  for (let turn = -atFirst; turn < turns; turn += 1) {
    const { authorization } = await aSignedInPerson(scope, ['learner']);
    await untilIdle(turn);
    watching.take();
    if (turn === 0) processor = used();
    await submitAndWatch({ address, authorization, problemId, code: solution(turn) });
    if (turn >= 0) statements.push(watching.take().length);
  }
  await untilIdle(0);
  watching.stop();
  const processorMs = ((used() - processor) * 1000) / turns;
  await app.stop();
  report({
    metric: 'statements of page, job and stream for one submission',
    value: quantile(statements, 0.5),
    unit: 'statements',
    goal: null,
  });
  report({
    metric: 'processor time of application, PostgreSQL and the asking browser for one submission',
    value: processorMs,
    unit: 'ms',
    goal: null,
  });
}

/** What follows a verdict has ended by then; and no turn falls always upon the same look of the job queue, each two seconds. */
const untilIdle = (turn: number) => setTimeout(500 + 70 * (Math.abs(turn) % 7));
