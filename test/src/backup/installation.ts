import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { runCommand } from '#src/commands/run-command.ts';
import { loadConfig } from '#src/config/config.ts';
import { ensureDatabase } from '#src/database/open-database.ts';
import { makeRoles } from '#src/database/roles.ts';
import { createBlobStore } from '#src/files/blob-store.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import type { Plugin } from '#src/plugin.ts';
import { databases, openTestApp, root, testDatabase } from '../../support/app.ts';
import { testPasswords } from '../../support/cluster.ts';
import { samplePlugin } from '../../support/sample/plugin.ts';

export const secrets = {
  first: 'the-first-secret-of-these-tests-long-enough',
  second: 'the-second-secret-of-these-tests-long-enough',
  other: 'some-other-secret-of-these-tests-long-enough',
};

/** A database and a folder of files of its own, and what an operator can do with them. */
export type Installation = Awaited<ReturnType<typeof anInstallation>>;

/** `empty`: a database without tables; otherwise a copy of the migrated template. */
export async function anInstallation({ empty = false }: { readonly empty?: boolean } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-installation-'));
  const name = `assay_${randomUUID().slice(0, 8)}`;
  const urls = empty ? await emptyDatabase(name) : await testDatabase(name);
  const filesUrl = pathToFileURL(path.join(folder, 'files')).href;
  const environment = {
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: urls.ownerUrl,
    FILES_URL: filesUrl,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    SECRET_KEY: secrets.first,
  };
  return {
    ...urls,
    folder,
    environment,
    files: createBlobStore(filesUrl, { operator: { fetch } }),
    open: (options: { readonly works?: boolean; readonly secretKey?: string } = {}) =>
      openTestApp({
        works: options.works ?? false,
        databaseUrl: urls.appUrl,
        environment: { ...environment, SECRET_KEY: options.secretKey ?? secrets.first },
      }),
    admin: (words: readonly string[], told: Told = {}) => admin(words, { environment, ...told }),
    /** As the superuser, whom nothing restricts. */
    sql: <R extends object>(text: string, values: unknown[] = []) => ask<R>(urls.superuserUrl, text, values),
    async remove() {
      await ask(databases().superuserUrl, `drop database if exists "${name}" with (force)`, []);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function emptyDatabase(name: string) {
  const superuserUrl = await ensureDatabase(databases().superuserUrl, name);
  return { superuserUrl, ...(await makeRoles(superuserUrl, testPasswords)) };
}

interface Told {
  readonly environment?: Record<string, string>;
  readonly secretKey?: string;
  readonly codeAt?: string;
  readonly plugins?: readonly Plugin[];
  readonly say?: (step: string) => void;
}

/** One command of `npm run admin`, as `main.ts` runs it, with the sample plugin beside all others. */
async function admin(words: readonly string[], told: Told) {
  const environment = { ...told.environment, ...(told.secretKey ? { SECRET_KEY: told.secretKey } : {}) };
  const config = loadConfig({ root: told.codeAt ?? root, environment });
  const plugins = told.plugins ?? [...(await loadPlugins(root, null)), samplePlugin];
  const [printed, said]: [string[], string[]] = [[], []];
  const say = (step: string) => {
    said.push(step);
    told.say?.(step);
  };
  const code = await runCommand(words, { config, plugins, print: (text) => printed.push(text), say });
  return {
    code,
    text: printed.join('\n'),
    said: said.join('\n'),
    json: () => JSON.parse(printed.join('\n')) as unknown,
  };
}

async function ask<R extends object>(url: string, text: string, values: unknown[]): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** What restoring takes away for a while and has to put back. */
export const schemaOf = ({ sql }: Installation) =>
  sql<{ kind: string; name: string; definition: string }>(`
    select contype::text as kind, conrelid::regclass || '.' || conname as name, pg_get_constraintdef(oid) || convalidated as definition from pg_constraint where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'audit_entry_2%'
    union all select 'trigger', tgrelid::regclass || '.' || tgname, tgenabled::text from pg_trigger where not tgisinternal and tgrelid::regclass::text not like 'audit_entry_2%'
    union all select 'policy', tablename || '.' || policyname, qual from pg_policies
    union all select 'security', relname, relrowsecurity::text from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname not like 'audit_entry_2%'
    order by 1, 2, 3`);
