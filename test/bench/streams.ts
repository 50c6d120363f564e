import { fork } from 'node:child_process';
import path from 'node:path';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { publish } from '#src/http/live/publish.ts';
import { organizationJobs } from '#src/jobs/pages/live-counts.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { startSession } from '#src/sessions/start-session.ts';
import { collectGarbage } from './collect-garbage.ts';
import { noOp } from '../support/sample/jobs.ts';
import { quantile, type Report } from './report.ts';
import { aScratchScope, withScratch } from './scratch.ts';
import type { Answer, Order } from './streams-client.ts';

const streams = 1_000;
const people = 100;
const live = livePath([topicAddress(organizationJobs, {})]);

/** 1,000 open streams on one process: how soon an event is everywhere, what each costs, and how pages fare meanwhile. */
export const measureStreams = (report: Report): Promise<void> =>
  withScratch(async (scratch) => {
    const app = await scratch.open({ works: false });
    const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
    const scope = await aScratchScope(app);
    const tokens = await keepers(scope);
    const url = `http://127.0.0.1:${port}`;
    const watching = client();
    const paging = client();
    try {
      // What is made once, at the first streams and pages, is no stream's and no page's own.
      await paging.ask({ kind: 'load', url: `${url}/samples`, tokens, perSecond: 25, seconds: 2 });
      await watching.ask({ kind: 'open', url: url + live, tokens, count: 300 });
      await watching.ask({ kind: 'close' });
      const before = await settledBytes();
      await watching.ask({ kind: 'open', url: url + live, tokens, count: streams });
      const each = ((await settledBytes()) - before) / streams / 1_000;
      const events = await timed(scope, watching);
      const pages = paging.ask({ kind: 'load', url: `${url}/samples`, tokens, perSecond: 50, seconds: 10 });
      const busy = await timed(scope, watching);
      const { values, failed } = await pages;
      report({ metric: 'memory of an open stream', value: each, unit: 'kB', goal: { atMost: 100 } });
      report({
        metric: `event at all ${streams} streams, slowest of 20`,
        value: Math.max(...events),
        unit: 'ms',
        goal: { atMost: 250 },
      });
      report({ metric: `the same, with 50 pages/s`, value: Math.max(...busy), unit: 'ms', goal: { atMost: 250 } });
      report({
        metric: `page at 50/s with ${streams} streams and 2 events/s, p99`,
        value: quantile(values, 0.99),
        unit: 'ms',
        goal: { atMost: 100 },
      });
      report({ metric: 'pages that failed', value: failed, unit: 'pages', goal: { atMost: 0 } });
    } finally {
      watching.stop();
      paging.stop();
      await app.stop();
    }
  });

/** Each may have a few streams, and asks for fewer pages than the limits allow. */
const keepers = (scope: Scope) =>
  scope.transaction(async (scope) => {
    const tokens: string[] = [];
    for (let made = 0; made < people; made += 1) {
      const user = scope.em.create(User, { name: `Keeper ${made}`, roles: ['admin'] } as never);
      await scope.em.flush();
      tokens.push((await startSession(scope, user, { ip: '127.0.0.1', userAgent: null })).token);
    }
    return tokens;
  });

/** Twenty events, half a second apart; milliseconds from the commit until the last stream has it. */
async function timed(scope: Scope, watching: ReturnType<typeof client>) {
  const latencies: number[] = [];
  for (let event = 0; event < 20; event += 1) {
    await watching.ask({ kind: 'expect' });
    await scope.transaction(async (scope) => {
      await scope.enqueue(noOp, { sentAt: 0 }, { startAfter: new Date('2100-01-01') });
      publish(scope, organizationJobs, {});
    });
    const committed = performance.timeOrigin + performance.now();
    latencies.push((await watching.ask({ kind: 'arrival' })).values[0]! - committed);
    await pause(500);
  }
  return latencies;
}

/** The other side, in a process of its own. */
function client() {
  const child = fork(path.join(import.meta.dirname, 'streams-client.ts'), { execArgv: [] });
  return {
    ask(order: Order): Promise<Answer> {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const failed = () => reject(new Error('the client of the benchmark ended early'));
      child.once('message', (answer) => resolve(answer as Answer)).once('exit', failed);
      child.send(order);
      return promise.finally(() => child.off('exit', failed));
    },
    stop: () => void child.kill(),
  };
}

async function settledBytes() {
  await pause(1_000);
  collectGarbage();
  await pause(500);
  return process.memoryUsage.rss();
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
