import { escapeIdentifier, type Client } from 'pg';
import type { Partition } from './manifest.ts';

export interface Table {
  readonly schema: 'public' | 'pgboss';
  readonly name: string;
  readonly columns: readonly string[];
}

export const quoted = ({ schema, name }: { readonly schema: string; readonly name: string }) =>
  `${schema}.${escapeIdentifier(name)}`;
export const columnList = (columns: readonly string[]) => columns.map((column) => escapeIdentifier(column)).join(', ');

/** The migrations that were run here; none in a database without tables. */
export async function executedMigrations(client: Client): Promise<readonly string[]> {
  if (!(await exists(client, 'mikro_orm_migrations'))) return [];
  const { rows } = await client.query<{ name: string }>('select name from mikro_orm_migrations order by name');
  return rows.map(({ name }) => name);
}

async function exists(client: Client, table: string) {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    `public.${table}`,
  ]);
  return rows[0]?.there === true;
}

/**
 * Every table with its columns; partitions count as part of their parent. Of pg-boss only what cannot be made anew: its queues
 * come from the code.
 */
export async function listTables(client: Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname::text as schema, c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition
      and (n.nspname = 'public' and c.relname <> 'mikro_orm_migrations' or n.nspname = 'pgboss' and c.relname in ('job', 'job_dependency', 'schedule', 'version'))
    group by n.nspname, c.relname order by n.nspname desc, c.relname`);
  return rows;
}

/** The partitions of our own tables, the default ones apart, which migrations make. */
export async function listPartitions(client: Client): Promise<readonly Partition[]> {
  const { rows } = await client.query<Partition>(`
    select c.relname::text as name, i.inhparent::regclass::text as parent, pg_get_expr(c.relpartbound, c.oid) as bound, c.relrowsecurity as "rowSecurity"
    from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where c.relkind = 'r' and c.relispartition and c.relnamespace = 'public'::regnamespace and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
    order by c.relname`);
  return rows;
}

/** Where every sequence of our own tables stands. */
export async function listSequences(client: Client) {
  const { rows: sequences } = await client.query<{ name: string }>(`
    select c.relname::text as name from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.refobjid = to_regclass('public.mikro_orm_migrations')) order by c.relname`);
  const standing = [];
  for (const { name } of sequences) {
    const { rows } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${quoted({ schema: 'public', name })}`,
    );
    standing.push({ name, ...rows[0]! });
  }
  return standing;
}
