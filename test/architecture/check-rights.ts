import type { Catalogue, DatabaseFunction, RoleFacts, Table } from '#src/database/catalogue.ts';

const onRows = ['select', 'insert', 'update', 'delete'];

/** What the role of `serve` and `work` may do on single tables; on all others it reads and writes rows. */
const restricted: Readonly<Record<string, readonly string[]>> = {
  audit_entry: ['select', 'insert'],
  mikro_orm_migrations: ['select'],
};

/** The role that `serve` and `work` run as owns nothing and can do nothing but read and write rows. */
export function checkRole({ role, tables }: Catalogue): string[] {
  if (!role)
    return ['The role of DATABASE_URL is not there. npm start makes it; in production make it before migrate.'];
  return [
    ...powers(role).map(
      (power) =>
        `The role ${role.name} ${power}, so row-level security would not hold against it. Take that away where the role is made (src/database/roles.ts, src/database/migrate.ts).`,
    ),
    ...tables.flatMap((table) => rights(table, role.name)),
  ];
}

function powers(role: RoleFacts): string[] {
  return [
    ...(role.isSuperuser ? ['is a superuser'] : []),
    ...(role.bypassesRowSecurity ? ['has BYPASSRLS'] : []),
    ...(role.createsRoles ? ['may create roles'] : []),
    ...(role.createsDatabases ? ['may create databases'] : []),
    ...(role.owns > 0 ? [`owns ${role.owns} ${role.owns === 1 ? 'object' : 'objects'}`] : []),
    ...role.memberOf.map((name) => `is a member of ${name}`),
    ...role.createsIn.map((name) => `may create in ${name.startsWith('database ') ? name : `the schema ${name}`}`),
  ];
}

function rights({ name, grants }: Table, appRole: string): string[] {
  return grants.flatMap(({ to, privileges }) => {
    if (to === 'public')
      return [
        `Everybody may ${privileges.join(', ')} on table ${name}. Revoke it from public: rights are given to the role of DATABASE_URL alone.`,
      ];
    const allowed = restricted[name] ?? onRows;
    const more = privileges.filter((privilege) => !allowed.includes(privilege));
    return to === appRole && more.length > 0
      ? [
          `The role ${to} may ${more.join(', ')} on table ${name}, where it may at most ${allowed.join(', ')}. Revoke it in src/database/migrate.ts.`,
        ]
      : [];
  });
}

/** What runs as the owner runs past row-level security: few functions, in one file, closed to everybody else. */
export function checkDefiners({ functions }: Catalogue, lookUps: readonly string[]): string[] {
  return functions
    .filter(({ isSecurityDefiner }) => isSecurityDefiner)
    .flatMap((routine) => wrongDefiner(routine, lookUps));
}

function wrongDefiner({ schema, name, settings, grants }: DatabaseFunction, lookUps: readonly string[]): string[] {
  const path = settings.find((setting) => setting.startsWith('search_path='));
  return [
    ...(schema === 'public' && lookUps.includes(name)
      ? []
      : [
          `Function ${schema}.${name} is SECURITY DEFINER and not in migrations/look-ups.sql. What runs past row-level security is kept together there: move it, or let it run as its caller.`,
        ]),
    ...(path && /, ?pg_temp$/.test(path)
      ? []
      : [
          `Function ${name} is SECURITY DEFINER and does not fix its search_path, so a caller could put tables of its own before ours. Add: set search_path = public, pg_temp.`,
        ]),
    ...(grants.some(({ to }) => to === 'public')
      ? [`Function ${name} is SECURITY DEFINER and may be called by everybody. Revoke execute on it from public.`]
      : []),
  ];
}
