import { escapeIdentifier, type Client } from 'pg';
import { columnList, listTables } from './catalogue.ts';
import { copyIn } from './copy-table.ts';
import type { Manifest } from './manifest.ts';

/** Jobs of a queue that this version does not have: they stay in the backup only. */
export interface SkippedJobs {
  readonly queue: string;
  readonly jobs: number;
}

/**
 * Puts back what waited, what had failed, and what ran at the moment of the backup, which now waits for its next try. The
 * time since then does not count towards how long a job is kept, and a schedule that came due in it runs once.
 */
export async function restoreJobs(client: Client, folder: string, manifest: Manifest): Promise<readonly SkippedJobs[]> {
  const jobs = await stage(client, folder, manifest, 'job');
  const dependencies = await stage(client, folder, manifest, 'job_dependency');
  await stage(client, folder, manifest, 'schedule');
  await stage(client, folder, manifest, 'version');
  const values = jobs.map((column) => restored[column] ?? `s.${escapeIdentifier(column)}`).join(', ');
  await client.query("select set_config('assay.backup_taken_at', $1, true)", [manifest.takenAt]);
  await client.query(`
    insert into pgboss.job (${columnList(jobs)}) select ${values} from staged_job s where ${hasQueue('s.name')};
    insert into pgboss.job_dependency (${columnList(dependencies)}) select ${columnList(dependencies)} from staged_job_dependency s where ${hasQueue('s.child_name')} and ${hasQueue('s.parent_name')};
    update pgboss.schedule s set created_on = least(s.created_on, b.created_on), last_job_id = b.last_job_id from staged_schedule b where s.name = b.name and s.key = b.key;
    update pgboss.version set cron_on = b.cron_on from staged_version b`);
  const { rows } = await client.query<SkippedJobs>(`
    select name as queue, count(*)::int as jobs from staged_job s
    where not ${hasQueue('s.name')} and state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss\\_\\_%' group by name order by name`);
  return rows;
}

/** Loads a table of pg-boss beside the real one, whatever columns its version had. Returns those that both have. */
async function stage(client: Client, folder: string, manifest: Manifest, name: string) {
  const staged = `staged_${name}`;
  await client.query(`create temporary table ${staged} (like pgboss.${name} including defaults) on commit drop`);
  const isMeant = (table: { schema: string; name: string }) => table.schema === 'pgboss' && table.name === name;
  const here = (await listTables(client)).find(isMeant)!;
  const table = manifest.tables.find(isMeant);
  if (!table) return here.columns;
  const gone = table.columns.filter((column) => !here.columns.includes(column));
  for (const column of gone) await client.query(`alter table ${staged} add column ${escapeIdentifier(column)} text`);
  await copyIn(client, folder, table, staged);
  return table.columns.filter((column) => here.columns.includes(column));
}

const hasQueue = (name: string) => `exists (select 1 from pgboss.queue q where q.name = ${name})`;

const pause = "(now() - current_setting('assay.backup_taken_at')::timestamptz)";

/** What a job's columns become. An attempt that the backup cut off does not count as one that failed. */
const restored: Readonly<Record<string, string>> = {
  state: "case s.state when 'active' then 'retry' else s.state end",
  started_on: "case when s.state <> 'active' then s.started_on end",
  heartbeat_on: "case when s.state <> 'active' then s.heartbeat_on end",
  keep_until: `s.keep_until + ${pause}`,
  deletion_seconds: `case when s.deletion_seconds > 0 then s.deletion_seconds + extract(epoch from ${pause})::int else 0 end`,
  dead_letter: '(select q.name from pgboss.queue q where q.name = s.dead_letter)',
};
