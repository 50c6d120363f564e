import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, it } from '@jest/globals';
import { createApp } from '#src/app.ts';
import { loadConfig } from '#src/config/config.ts';
import { migrate } from '#src/database/migrate.ts';
import { openDatabase } from '#src/database/open-database.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { createLog } from '#src/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testPasswords } from '../../support/cluster.ts';
import { databases, root, testDatabase } from '../../support/app.ts';

const log = createLog({ level: 'silent', production: true });
const config = (environment: Record<string, string>) => loadConfig({ root, environment, dataFolder: dataFolder() });

const parent = temporaryFolder();

/** The cluster is everybody's, so its roles keep the passwords that they have. */
function dataFolder() {
  const folder = mkdtempSync(path.join(parent, 'data-'));
  writeFileSync(path.join(folder, 'secrets.json'), JSON.stringify({ secretKey: 'k'.repeat(40), ...testPasswords }));
  return folder;
}
const open = (databaseUrl: string) => createApp({ config: config({}), plugins: [], databaseUrl, works: false, log });

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the role that runs the application', () => {
  it('is refused when it is a superuser, with what to do', async () => {
    await expect(open((await testDatabase()).superuserUrl)).rejects.toThrow(
      /is a superuser: row-level security would not hold.*DATABASE_OWNER_URL/,
    );
  });

  it('is refused when it owns the tables', async () => {
    await expect(open((await testDatabase()).ownerUrl)).rejects.toThrow(/connects as assay_owner, which owns tables/);
  });

  it.each([
    ['BYPASSRLS', 'alter role %s bypassrls', /has BYPASSRLS/],
    ['membership of the owner', 'grant assay_owner to %s', /member of their owner/],
  ])('is refused for %s [X-03]', async (_why, change, sentence) => {
    const { superuserUrl } = await testDatabase();
    const role = `tried_${Math.random().toString(36).slice(2, 10)}`;
    await query(
      superuserUrl,
      `create role ${role} login password 'x'; ${change.replace('%s', role)}; grant select on all tables in schema public, pgboss to ${role}; grant usage on schema pgboss to ${role}`,
    );
    const url = new URL(superuserUrl);
    url.username = role;
    url.password = 'x';
    await expect(open(url.href)).rejects.toThrow(sentence);
  });
});

describe('a lone DATABASE_URL in development', () => {
  it('is used only to make both roles; the application then runs as assay_app', async () => {
    const name = `lone_${process.env.JEST_WORKER_ID}`;
    await query(databases().superuserUrl, `drop database if exists ${name}`);
    await query(databases().superuserUrl, `create database ${name}`);
    const url = new URL(databases().superuserUrl);
    url.pathname = `/${name}`;
    const database = await openDatabase(config({ DATABASE_URL: url.href }), () => undefined);
    await migrate({
      root,
      plugins: await loadPlugins(root, null),
      ...database,
      homeOrganization: 'demo',
      say: () => undefined,
    });
    const app = await open(database.appUrl);
    const [row] = await query(
      database.appUrl,
      'select current_user as role, (select slug from find_organization_by_slug($$demo$$)) as slug',
    );
    expect(row).toEqual({ role: 'assay_app', slug: 'demo' });
    await app.stop();
  });

  it('says what is missing when its role may not make roles', async () => {
    await expect(
      openDatabase(config({ DATABASE_URL: (await testDatabase()).appUrl }), () => undefined),
    ).rejects.toThrow(/able to create roles, and it is not. Give DATABASE_OWNER_URL too/);
  });

  it('says when nobody answers there', async () => {
    await expect(openDatabase(config({ DATABASE_URL: 'postgres://x@127.0.0.1:9/x' }), () => undefined)).rejects.toThrow(
      /DATABASE_URL cannot be reached.*ECONNREFUSED/,
    );
  });
});

describe('migrate', () => {
  it('run again, or by two at once, changes nothing and hurts nobody', async () => {
    const { ownerUrl, appUrl } = await testDatabase(`twice_${process.env.JEST_WORKER_ID}`);
    const again = async () =>
      migrate({
        root,
        plugins: await loadPlugins(root, null),
        ownerUrl,
        appUrl,
        homeOrganization: 'demo',
        say: () => undefined,
      });
    expect(await Promise.all([again(), again(), again()])).toEqual([[], [], []]);
  });
});
