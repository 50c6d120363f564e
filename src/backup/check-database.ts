import { escapeLiteral, type Client } from 'pg';
import { BackupError } from './backup-error.ts';
import { executedMigrations, listTables, quoted } from './catalogue.ts';

const remedy =
  'Nothing was changed. Make an empty database, name it in DATABASE_URL and DATABASE_OWNER_URL, and restore there; the embedded one is emptied by moving .data/postgres away.';

/** Throws BackupError when the database was migrated further than the backup: what those migrations filled in would be missing. */
export async function refuseAhead(client: Client, backedUp: readonly string[]) {
  const ahead = (await executedMigrations(client)).filter((name) => !backedUp.includes(name));
  if (ahead.length > 0)
    throw new BackupError(
      `The database has already been migrated further than the backup (${ahead.join(', ')}). ${remedy} Do not run migrate before.`,
    );
}

/** Throws BackupError that names every table with rows beyond what `migrate` puts into a new database. */
export async function refuseOccupied(client: Client, homeOrganization: string) {
  const found: string[] = [];
  for (const table of await listTables(client)) {
    const made = madeByMigrate(homeOrganization)[`${table.schema}.${table.name}`] ?? 'false';
    if (made === 'true') continue;
    const { rows } = await client.query<{ rows: number }>(
      `select count(*)::int as rows from ${quoted(table)} where not (${made})`,
    );
    if (rows[0]!.rows > 0) found.push(`${table.name} (${rows[0]!.rows} rows)`);
  }
  if (found.length > 0) throw new BackupError(`The database is not empty: ${found.join(', ')}. ${remedy}`);
}

/** Conditions for rows that a new database has. */
const madeByMigrate = (homeOrganization: string): Readonly<Record<string, string>> => ({
  'public.installation': 'true',
  'public.organization': `slug = ${escapeLiteral(homeOrganization)}`,
  'pgboss.job': `name like '\\_\\_pgboss\\_\\_%'`,
  'pgboss.schedule': 'true',
  'pgboss.version': 'true',
});

/**
 * Throws BackupError when the application is connected. A worker that runs believes for five seconds more that what leaves the
 * installation may leave. To be asked after `installation` is locked: whoever comes later waits there, and then sees the pause.
 */
export async function refuseInUse(client: Client, appUrl: string) {
  const role = decodeURIComponent(new URL(appUrl).username);
  const { rows } = await client.query<{ name: string }>(
    `select coalesce(nullif(application_name, ''), 'unnamed') as name from pg_stat_activity where datname = current_database() and usename = $1`,
    [role],
  );
  if (rows.length === 0) return;
  throw new BackupError(
    `The application is connected to the database as ${role} (${[...new Set(rows.map(({ name }) => name))].join(', ')}). Stop serve, work and any connection pooler, and restore again. Nothing was changed.`,
  );
}
