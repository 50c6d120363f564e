import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { prepareQueues } from '#src/jobs/prepare-queues.ts';
import { ProgrammingError } from '#src/errors.ts';
import type { Plugin } from '#src/plugin.ts';
import { findMigrations } from './migration-files.ts';
import { openOwnerOrm, runMigrations, underMigrationLock } from './run-migrations.ts';

export interface MigrateOptions {
  readonly root: string;
  /** All plugins there are: ASSAY_PLUGINS switches off pages and jobs, never tables. */
  readonly plugins: readonly Plugin[];
  readonly ownerUrl: string;
  /** Names the role that `serve` and `work` run as: it gets rights on rows, never on tables. */
  readonly appUrl: string;
  readonly homeOrganization: string;
  readonly say: (step: string) => void;
}

/** Brings the database to what this code needs: tables, look-up functions, rights, queues, the home organization. Can be run again. */
export const migrate = (options: MigrateOptions) => underMigrationLock(options.ownerUrl, () => bringUp(options));

async function bringUp(options: MigrateOptions) {
  const migrations = findMigrations(options.root, options.plugins);
  const orm = await openOwnerOrm(options.ownerUrl, migrations);
  const appRole = decodeURIComponent(new URL(options.appUrl).username);
  try {
    await grantFutureTables(orm, appRole);
    const done = await runMigrations(orm, options.say);
    await orm.em.execute(readFileSync(path.join(options.root, 'migrations/look-ups.sql'), 'utf8'));
    await orm.em.execute('select make_audit_partitions()');
    await prepareQueues(options.ownerUrl, options.plugins, options.say);
    await grantAll(orm, appRole);
    await orm.em.execute(
      `insert into organization (id, slug, name) values (gen_random_uuid(), ?, ?) on conflict (slug) do nothing`,
      [options.homeOrganization, titled(options.homeOrganization)],
    );
    return done;
  } finally {
    await orm.close(true);
  }
}

async function grantFutureTables(orm: MikroORM, appRole: string) {
  const role = identifier(appRole);
  await orm.em
    .execute(`alter default privileges in schema public grant select, insert, update, delete on tables to ${role};
    alter default privileges in schema public grant usage, select on sequences to ${role};
    alter default privileges revoke execute on functions from public;`);
}

/** The audit is append-only for the application, and its partitions are reached through the table above them only. */
async function grantAll(orm: MikroORM, appRole: string) {
  const role = identifier(appRole);
  await orm.em.execute(`grant usage on schema public, pgboss to ${role};
    grant select, insert, update, delete on all tables in schema public, pgboss to ${role};
    grant usage, select on all sequences in schema public, pgboss to ${role};
    grant execute on all functions in schema public, pgboss to ${role};
    alter default privileges in schema pgboss grant select, insert, update, delete on tables to ${role};
    revoke update, delete, truncate on audit_entry from ${role};
    revoke insert, update, delete on mikro_orm_migrations from ${role};`);
  const partitions = await orm.em.execute<{ name: string }[]>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_entry'::regclass`,
  );
  for (const { name } of partitions) await orm.em.execute(`revoke all on ${name} from ${role}`);
}

function identifier(name: string) {
  if (!/^[A-Za-z_][\w$-]{0,62}$/.test(name))
    throw new ProgrammingError(`DATABASE_URL names the role "${name}", which is no plain name.`);
  return `"${name}"`;
}

const titled = (slug: string) =>
  slug
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
