import pg from 'pg';
import { fillPeople, fillWork, type Filling } from '../../support/fill-class.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aTaughtClass } from '../../support/taught-class.ts';
import { html } from '../../support/web.ts';
import { quantile, type Report } from '../report.ts';
import { aScratchScope, type Scratch } from '../scratch.ts';

const students = 1_000;
const assignments = 40;
/** One in ten did not try, and half of the others tried once more: a little above the numbers that are named. */
const sizes = [
  { name: '100,000 submissions', before: 0, tries: 2 },
  { name: '1,000,000 submissions', before: 3, tries: 25 },
];
/** Below what one person may ask a minute. */
const asks = 60;

/** The class view and the gradebook of 1,000 students and 40 assignments, with few submissions and with many. */
export async function measureClass(scratch: Scratch, report: Report) {
  const app = await scratch.open({ works: false });
  const address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  const client = new pg.Client({ connectionString: scratch.superuserUrl.replace(/\/[^/?]*(\?|$)/, '/assay$1') });
  await client.connect();
  try {
    const scope = await aScratchScope(app);
    const teacher = await aSignedInPerson(scope, ['instructor']);
    const titles = Array.from({ length: assignments }, (_, index) => `Week ${index + 1}`);
    const filled = await aTaughtClass(scope, teacher.user.id, titles);
    await fillPeople(client, filled, students);
    const ask = (path: string) => fetch(address + path, { headers: { ...html, authorization: teacher.authorization } });
    const before = new Map<string, number>();
    for (const { name, before: from, tries } of sizes) {
      await fillWork(client, filled, { before: from, tries });
      report({ metric: `${name}: there are`, value: await countWork(client), unit: 'submissions', goal: null });
      for (const [page, paths] of Object.entries(pagesOf(filled))) {
        const used = process.cpuUsage();
        const p95 = quantile(await timesOf(ask, paths), 0.95);
        const { user, system } = process.cpuUsage(used);
        report({
          metric: `${page}, processor time of a request, ${name}`,
          value: (user + system) / 1_000 / asks,
          unit: 'ms',
          goal: null,
        });
        report({ metric: `${page}, p95, ${name}`, value: p95, unit: 'ms', goal: { atMost: 150 } });
        const small = before.get(page);
        if (small !== undefined)
          report({
            metric: `${page}, p95, by that at ${sizes[0]!.name}`,
            value: p95 / small,
            unit: '×',
            goal: { atMost: 3 },
          });
        before.set(page, p95);
      }
    }
    await measureFiles(ask, filled, report);
  } finally {
    await client.end();
    await app.stop();
  }
}

type Ask = (path: string) => Promise<Response>;

function pagesOf({ courseId, assignments: all }: Filling): Record<string, readonly string[]> {
  const of = `/assignments/${all[7]!.id}/students`;
  return {
    'class view': [of, `${of}?sort_by=points&order=desc`, `${of}?state=stuck`, `${of}?page=12`, `${of}?q=ada`],
    gradebook: [
      `/courses/${courseId}/grades`,
      `/courses/${courseId}/grades?from=1&page=9`,
      `/courses/${courseId}/grades?sort_by=total&order=desc`,
    ],
  };
}

async function timesOf(ask: Ask, paths: readonly string[]) {
  for (const path of paths) await (await ask(path)).text();
  const times: number[] = [];
  for (let turn = 0; turn < asks; turn += 1) {
    const started = performance.now();
    const response = await ask(paths[turn % paths.length]!);
    await response.text();
    times.push(performance.now() - started);
    if (response.status !== 200) throw new Error(`${paths[turn % paths.length]!} answered ${response.status}`);
  }
  return times;
}

/** Both files, and how much memory of the process they needed while they were sent. */
async function measureFiles(ask: Ask, { courseId, assignments: all }: Filling, report: Report) {
  const files = {
    'CSV of all grades of the course': `/courses/${courseId}/grades.csv`,
    'CSV of one assignment': `/assignments/${all[7]!.id}/grades.csv`,
  };
  for (const [name, path] of Object.entries(files)) {
    const heap = process.memoryUsage().heapUsed;
    const started = performance.now();
    const lines = (await (await ask(path)).text()).trim().split('\r\n').length;
    report({ metric: name, value: (performance.now() - started) / 1_000, unit: 's', goal: { atMost: 5 } });
    report({
      metric: `${name}, lines that are missing`,
      value: students + 1 - lines,
      unit: 'lines',
      goal: { atMost: 0 },
    });
    const grown = (process.memoryUsage().heapUsed - heap) / 1_000_000;
    report({ metric: `${name}, heap afterwards`, value: Math.max(0, grown), unit: 'MB', goal: { atMost: 64 } });
  }
}

async function countWork(client: pg.Client) {
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from submission');
  return rows[0]!.n;
}
