import { escapeIdentifier, type Client } from 'pg';
import { BackupError } from './backup-error.ts';
import { columnList, listTables, quoted, type Table } from './catalogue.ts';
import { refuseInUse, refuseOccupied } from './check-database.ts';
import { copyIn } from './copy-table.ts';
import type { BackedUpTable, Manifest, Partition } from './manifest.ts';
import { asOwner, inOneTransaction } from './owner-connection.ts';
import { recordAct } from './record-act.ts';
import { restoreJobs, type SkippedJobs } from './restore-jobs.ts';
import { withoutConstraints } from './without-constraints.ts';

interface Restoring {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly homeOrganization: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly say: (step: string) => void;
}

/** Puts every row of the backup into the database in one transaction, so that a restore that is killed leaves it empty. */
export const restoreRows = (restoring: Restoring): Promise<readonly SkippedJobs[]> =>
  asOwner(restoring.ownerUrl, (client) => inOneTransaction(client, '', () => restore(client, restoring)));

async function restore(client: Client, restoring: Restoring) {
  const { manifest, folder, say } = restoring;
  await lock(client);
  await refuseInUse(client, restoring.appUrl);
  await refuseOccupied(client, restoring.homeOrganization);
  const tables = (await listTables(client)).filter(({ schema }) => schema === 'public');
  const backedUp = manifest.tables.filter(({ schema, rows }) => schema === 'public' && rows > 0);
  for (const table of backedUp) refuseUnknownColumns(table, tables, manifest);
  await makePartitions(client, manifest.partitions);
  await withoutConstraints(client, async () => {
    await client.query(`truncate ${tables.map(quoted).join(', ')}, pgboss.job, pgboss.job_dependency`);
    for (const table of backedUp) {
      say(`  ${table.name}: ${table.rows} rows`);
      await copyIn(client, folder, table, quoted(table));
    }
    for (const { name, value, isCalled } of manifest.sequences)
      await client.query('select setval($1::regclass, $2, $3)', [`public.${escapeIdentifier(name)}`, value, isCalled]);
  });
  const skipped = await restoreJobs(client, folder, manifest);
  await client.query(`analyze ${tables.map(quoted).join(', ')}, pgboss.job`);
  await client.query(
    'insert into installation (id, outgoing_paused_at) values (1, now()) on conflict (id) do update set outgoing_paused_at = now()',
  );
  await recordAct(client, 'installation.restored', { application: manifest.application, takenAt: manifest.takenAt });
  return skipped;
}

async function lock(client: Client) {
  await client.query("set local lock_timeout = '10s'");
  await client.query('lock table installation in access exclusive mode').catch((error: Error) => {
    throw new BackupError(
      `Something else uses the database (${error.message}). Stop it, and restore again. Nothing was changed.`,
      error,
    );
  });
}

function refuseUnknownColumns(table: BackedUpTable, tables: readonly Table[], { application }: Manifest) {
  const here = tables.find(({ name }) => name === table.name);
  const unknown = table.columns.filter((column) => !here?.columns.includes(column));
  if (unknown.length === 0) return;
  throw new BackupError(
    `The backup has ${table.rows} rows of ${table.name} (${columnList(unknown)}), which have no place in this version. Install version ${application}, restore with that, and upgrade then. Nothing was changed.`,
  );
}

/** Rows of a month without a partition would all go into the default one. */
async function makePartitions(client: Client, partitions: readonly Partition[]) {
  for (const { name, parent, bound, rowSecurity } of partitions) {
    const partition = quoted({ schema: 'public', name });
    if (await isThere(client, 'to_regclass', partition)) continue;
    await client.query(`create table ${partition} partition of ${quoted({ schema: 'public', name: parent })} ${bound}`);
    if (rowSecurity) await client.query(`alter table ${partition} enable row level security`);
  }
  if (await isThere(client, 'to_regprocedure', 'make_audit_partitions()'))
    await client.query('select make_audit_partitions()');
}

async function isThere(client: Client, lookUp: 'to_regclass' | 'to_regprocedure', name: string) {
  const { rows } = await client.query<{ there: boolean }>(`select ${lookUp}($1) is not null as there`, [name]);
  return rows[0]!.there;
}
