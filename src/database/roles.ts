import type { MikroORM } from '@mikro-orm/postgresql';
import { migrationLock } from './migration-lock.ts';
import { freshEntityManager, openOrm } from './open-orm.ts';

export interface RolePair {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

interface Passwords {
  readonly ownerPassword: string;
  readonly appPassword: string;
}

/**
 * Makes `assay_owner` and `assay_app` with the given passwords through a role that may create roles, and lets the owner
 * make tables in the database that `url` names. Only development uses it.
 */
export async function makeRoles(url: string, passwords: Passwords): Promise<RolePair> {
  const orm = await openOrm({ url, entities: [], connections: 1, warn: () => undefined });
  try {
    await orm.em.transactional(async (em) => {
      await em.execute('select pg_advisory_xact_lock(?)', [migrationLock]);
      for (const [role, password] of [
        ['assay_owner', passwords.ownerPassword],
        ['assay_app', passwords.appPassword],
      ] as const) {
        const [known] = await em.execute('select 1 from pg_roles where rolname = ?', [role]);
        await em.execute(
          `${known ? 'alter' : 'create'} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password.replaceAll("'", "''")}'`,
        );
      }
      await em.execute(
        `do $$ begin execute format('grant create, connect, temporary on database %I to assay_owner', current_database()); execute format('grant connect on database %I to assay_app', current_database()); end $$`,
      );
      await em.execute('grant create, usage on schema public to assay_owner');
    });
  } finally {
    await orm.close(true);
  }
  return {
    ownerUrl: as(url, 'assay_owner', passwords.ownerPassword),
    appUrl: as(url, 'assay_app', passwords.appPassword),
  };
}

export function as(url: string, user: string, password: string) {
  const address = new URL(url);
  address.username = user;
  address.password = encodeURIComponent(password);
  return address.href;
}

/**
 * Why the application refuses to run as the connected role, or null: row-level security does not hold for a superuser, for
 * BYPASSRLS, for the owner of the tables or for its members.
 */
export async function roleProblem(orm: MikroORM): Promise<string | null> {
  const [role] = await freshEntityManager(orm).execute<
    { name: string; rolsuper: boolean; rolbypassrls: boolean; owns: boolean }[]
  >(`
    select rolname as name, rolsuper, rolbypassrls, exists (
      select 1 from pg_class c where c.relnamespace in ('public'::regnamespace, to_regnamespace('pgboss')) and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member')
    ) as owns from pg_roles where rolname = current_user`);
  if (!role) return null;
  const why = role.rolsuper
    ? 'is a superuser'
    : role.rolbypassrls
      ? 'has BYPASSRLS'
      : role.owns
        ? 'owns tables, or is a member of their owner'
        : null;
  if (!why) return null;
  return `DATABASE_URL connects as ${role.name}, which ${why}: row-level security would not hold. Use a role that owns nothing, and give the owner in DATABASE_OWNER_URL.`;
}
