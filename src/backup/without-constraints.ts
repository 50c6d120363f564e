import { escapeIdentifier, type Client } from 'pg';

/**
 * Runs `work` without foreign keys and triggers, as a dump is loaded: rows come in any order and nothing reacts to them.
 * Adding the foreign keys again checks every row; the first that points nowhere fails.
 */
export async function withoutConstraints(client: Client, work: () => Promise<void>) {
  const keys = await foreignKeys(client);
  const triggers = await enabledTriggers(client);
  for (const { table, name } of keys)
    await client.query(`alter table ${table} drop constraint ${escapeIdentifier(name)}`);
  for (const { table, name } of triggers)
    await client.query(`alter table ${table} disable trigger ${escapeIdentifier(name)}`);
  await work();
  for (const { table, name, enable } of triggers)
    await client.query(`alter table ${table} ${enable} trigger ${escapeIdentifier(name)}`);
  for (const { table, name, definition } of keys)
    await client.query(`alter table ${table} add constraint ${escapeIdentifier(name)} ${definition}`);
}

async function foreignKeys(client: Client) {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(`
    select format('%I.%I', n.nspname, c.relname) as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and n.nspname = 'public' order by 1, 2`);
  return rows;
}

async function enabledTriggers(client: Client) {
  const { rows } = await client.query<{ table: string; name: string; enable: string }>(`
    select format('%I.%I', n.nspname, c.relname) as table, t.tgname::text as name, case t.tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end as enable
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D' and n.nspname = 'public' order by 1, 2`);
  return rows;
}
