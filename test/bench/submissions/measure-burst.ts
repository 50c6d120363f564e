import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Scope } from '#src/scope/scope.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { load } from '../load.ts';
import type { Report } from '../report.ts';
import { analyze, aScopeOf, aScratchScope, withScratch, type Scratch } from '../scratch.ts';
import type { BurstPlan, SeenBurst } from './burst-client.ts';
import { judgeAlone } from './judge-alone.ts';
import { startApps } from './start-apps.ts';
import { tellBurst } from './tell-burst.ts';
import { submitAndWatch } from './submit-and-watch.ts';
import { solution, tenSums } from './ten-sums.ts';

/** Of a minute before a deadline, whatever the number of students: so many hand in each second. */
const perSecond = 1_000 / 60;
const pagesPerSecond = 20;
const early = 30;
const atOnce = 10;

/** A deadline: everybody hands in within a minute and looks on, others open pages; one process answers, another one works. */
export const measureBurst = (report: Report, students: number): Promise<void> =>
  withScratch((scratch) => measure(scratch, report, students));

async function measure(scratch: Scratch, report: Report, students: number) {
  const before = await judgeAlone();
  const { organizationId, problemId, authorizations, readers } = await beforehand(scratch, students);
  const apps = await startApps(scratch);
  const seconds = students / perSecond;
  // No deadline comes upon processes that have just started: thirty have read the problem and handed in before, ten at a time.
  for (let from = 0; from < early; from += atOnce)
    await Promise.all(
      readers.slice(from, from + atOnce).map((reader) => openAndHandIn(apps.address, reader, problemId)),
    );
  await analyze(scratch);
  collectGarbage();
  const pages = load({
    origin: apps.address,
    path: `/problems/${problemId}/solve`,
    authorizations: readers,
    connections: 50,
    seconds,
    rate: pagesPerSecond,
  });
  const seen = await handIn({ origin: apps.address, problemId, authorizations, seconds });
  await apps.stop();
  const alone = (before + (await judgeAlone())) / 2;
  const judged = await judgedIn(scratch, organizationId);
  tellBurst(report, { ...seen, pages: await pages, alone, lost: students + early - judged });
}

/** The problem and the people, made by an application that is stopped then: it would hear of everything, on the same processors. */
async function beforehand(scratch: Scratch, students: number) {
  const app = await scratch.open({ works: false });
  try {
    const scope = await aScratchScope(app);
    const { id: problemId } = await tenSums(scope);
    const [authorizations, readers] = [await people(scope, students), await people(scope, 100)];
    return { organizationId: scope.organization.id, problemId, authorizations, readers };
  } finally {
    await app.stop();
  }
}

/** Nobody hands in what they have not read. */
async function openAndHandIn(address: string, authorization: string, problemId: string) {
  await (await fetch(`${address}/problems/${problemId}/solve`, { headers: { authorization } })).text();
  await submitAndWatch({ address, authorization, problemId, code: solution(0) });
}

async function people(scope: Scope, count: number): Promise<string[]> {
  const made: string[] = [];
  while (made.length < count) made.push((await aSignedInPerson(scope, ['learner'])).authorization);
  return made;
}

/** In a process of its own, so that the students' work is not the application's. */
async function handIn(plan: BurstPlan): Promise<SeenBurst> {
  const client = path.join(import.meta.dirname, 'burst-client.ts');
  const words = ['--disable-warning=ExperimentalWarning', client, JSON.stringify(plan)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 100_000_000 });
  return JSON.parse(stdout) as SeenBurst;
}

async function judgedIn(scratch: Scratch, organizationId: string): Promise<number> {
  const app = await scratch.open({ works: false });
  try {
    const scope = await aScopeOf(app, organizationId);
    return await scope.transaction(
      async ({ em }) => {
        const [row] = await em.execute<{ judged: number }[]>(
          `select count(*)::int as judged from submission where organization_id = ? and status = 'ACCEPTED'`,
          [organizationId],
        );
        return row!.judged;
      },
      { readOnly: true },
    );
  } finally {
    await app.stop();
  }
}
