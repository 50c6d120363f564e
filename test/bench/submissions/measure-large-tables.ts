import pg from 'pg';
import type { Scope } from '#src/scope/scope.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html } from '../../support/web.ts';
import { quantile, type Report } from '../report.ts';
import { aScratchScope, withScratch, type Scratch } from '../scratch.ts';
import { fillTables } from './fill-tables.ts';
import { tenSums } from './ten-sums.ts';

const problems = 20;
/** One person for so many submissions. */
const each = 50;
const asks = 150;

interface Page {
  readonly name: string;
  /** Goes on to further pages of a list. */
  path(turn: number): string;
}

/** The history of a busy student and the statistics of a problem, with few and with many submissions in the tables. */
export const measureLargeTables = (report: Report, rows: number): Promise<void> =>
  withScratch((scratch) => measure(scratch, report, rows));

async function measure(scratch: Scratch, report: Report, rows: number) {
  const app = await scratch.open({ works: false });
  const address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  const scope = await aScratchScope(app);
  const made: Awaited<ReturnType<typeof tenSums>>[] = [];
  for (let count = 0; count < problems; count += 1) made.push(await tenSums(scope));
  // Several sessions of the one person would still be one to the limits, so others look at statistics.
  const readers = [];
  for (let count = 0; count < 5; count += 1) readers.push(await aSignedInPerson(scope, ['learner']));
  const others = await manyUsers(scratch, scope, rows / each);
  const around = {
    organizationId: scope.organization.id,
    problemIds: made.map(({ id }) => id),
    versionIds: made.map(({ versionId }) => versionId),
    userIds: [readers[0]!.user.id, ...readers.slice(1).map(({ user }) => user.id), ...others],
  };
  const pages: readonly Page[] = [
    { name: "a student's history", path: () => '/submissions' },
    { name: "a student's history, narrowed", path: () => '/submissions?status=TIMEOUT&language=java' },
    { name: "a student's attempts at a problem", path: () => `/problems/${made[0]!.id}/submissions` },
    { name: "a problem's statistics", path: (turn) => `/problems/${made[turn % problems]!.id}/stats` },
  ];
  const few = rows / 10;
  await fillTables(scratch.ownerUrl, { ...around, userIds: around.userIds.slice(0, few / each), from: 0, to: few });
  const before = await measured(address, pages, readers);
  await fillTables(scratch.ownerUrl, { ...around, from: few, to: rows });
  const after = await measured(address, pages, readers);
  await app.stop();
  for (const [index, { name }] of pages.entries()) {
    const peer = { name: `with ${few} submissions`, value: before[index]! };
    const metric = `${name} with ${rows} submissions, p95`;
    report({ metric, value: after[index]!, unit: 'ms', goal: { atMost: 100 }, peer });
    const ratio = after[index]! / before[index]!;
    report({ metric: `${metric}, of what it was with a tenth`, value: ratio, unit: '×', goal: { atMost: 3 }, peer });
  }
}

/** 95th percentiles, in milliseconds, one page after the other. */
async function measured(address: string, pages: readonly Page[], readers: readonly { authorization: string }[]) {
  const found: number[] = [];
  for (const { path } of pages) {
    const times: number[] = [];
    for (let turn = 0; turn < asks; turn += 1) {
      const { authorization } = path(0).includes('/stats') ? readers[turn % readers.length]! : readers[turn % 3]!;
      const from = performance.now();
      const response = await fetch(address + path(turn), { headers: { ...html, authorization } });
      await response.text();
      if (response.status !== 200) throw new Error(`${path(turn)} was answered with ${response.status}`);
      times.push(performance.now() - from);
    }
    found.push(quantile(times.slice(10), 0.95));
  }
  return found;
}

async function manyUsers({ ownerUrl }: Scratch, { organization }: Scope, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `insert into "user" (id, organization_id, name, roles) select gen_random_uuid(), $1, 'Student ' || n, '{learner}'
        from generate_series(1, $2::int) n returning id`,
      [organization.id, count],
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}
