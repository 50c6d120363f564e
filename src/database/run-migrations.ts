import { Migration, Migrator } from '@mikro-orm/migrations';
import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { MigrationFile } from './migration-files.ts';
import { migrationLock } from './migration-lock.ts';
import { freshEntityManager, openOrm } from './open-orm.ts';

/** Opens MikroORM as the owner of the tables, with these migrations. */
export const openOwnerOrm = (
  url: string,
  migrations: readonly MigrationFile[],
  entities: Parameters<typeof openOrm>[0]['entities'] = [],
) =>
  openOrm({
    url,
    entities,
    connections: 4,
    warn: () => undefined,
    extra: {
      extensions: [Migrator],
      migrations: {
        migrationsList: migrations.map(({ name, sql }) => ({ name, class: asClass(sql) })),
        snapshot: false,
        allOrNothing: false,
        silent: true,
        tableName: 'mikro_orm_migrations',
      },
    },
  });

/** Runs what is pending, one transaction each. Returns the names of what ran. */
export async function runMigrations(orm: MikroORM, say: (step: string) => void) {
  const pending = await orm.migrator.getPending();
  if (pending.length > 0) say(`migrating the database: ${pending.map(({ name }) => name).join(', ')}`);
  const done = await orm.migrator.up();
  return done.map(({ name }) => name);
}

/** Keeps a second `migrate` waiting until this one is through, in a session of its own: ending it lets go. */
export async function underMigrationLock<R>(ownerUrl: string, work: () => Promise<R>): Promise<R> {
  const guard = new pg.Client({ connectionString: ownerUrl });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [migrationLock]);
    return await work();
  } finally {
    await guard.end();
  }
}

const asClass = (sql: string) =>
  class extends Migration {
    override up() {
      this.addSql(sql);
    }
    // CREATE INDEX CONCURRENTLY runs outside a transaction only; such a file says so in its first line.
    override isTransactional() {
      return !sql.startsWith('-- no transaction');
    }
  };

/** The names of migrations that this code needs and the database does not have yet. */
export async function pendingMigrations(orm: MikroORM, migrations: readonly MigrationFile[]) {
  const rows = await freshEntityManager(orm).execute<{ name: string }[]>('select name from mikro_orm_migrations');
  const executed = new Set(rows.map(({ name }) => name));
  return migrations.filter(({ name }) => !executed.has(name)).map(({ name }) => name);
}
