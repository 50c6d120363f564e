import pg from 'pg';
import { openCluster } from '#src/cluster/open-cluster.ts';
import type { Config } from '#src/config/config.ts';
import { developmentSecrets } from '#src/config/development-secrets.ts';
import { makeRoles, type RolePair } from './roles.ts';

export interface OpenDatabase extends RolePair {
  /** Lets go of the embedded PostgreSQL, if it is that one. */
  release(): Promise<void>;
}

type Say = (step: string) => void;

/**
 * The database that the settings name, as its two roles. In development a lone DATABASE_URL whose role may create roles is
 * used to make both, and without any the embedded PostgreSQL starts. Throws an Error that names the variable.
 */
export async function openDatabase(config: Config, say: Say): Promise<OpenDatabase> {
  const { databaseUrl, databaseOwnerUrl } = config;
  if (databaseUrl && databaseOwnerUrl)
    return { appUrl: databaseUrl, ownerUrl: databaseOwnerUrl, release: nothingToRelease };
  const passwords = developmentSecrets(config.dataFolder);
  if (databaseUrl)
    return { ...(await makeRoles(await ableToMakeRoles(databaseUrl), passwords)), release: nothingToRelease };
  say('starting PostgreSQL (embedded, data in .data/postgres)');
  const cluster = await openCluster(config.dataFolder, { say });
  try {
    const url = await ensureDatabase(cluster.superuserUrl, 'assay');
    return { ...(await makeRoles(url, passwords)), release: () => cluster.release() };
  } catch (error) {
    await cluster.release();
    throw error;
  }
}

const nothingToRelease = () => Promise.resolve();

async function ableToMakeRoles(url: string) {
  const able = await ask(
    url,
    'select rolcreaterole or rolsuper as able from pg_roles where rolname = current_user',
  ).catch((error: Error) => {
    throw new Error(
      `DATABASE_URL cannot be reached: ${error.message}. Start that PostgreSQL, or unset DATABASE_URL to use the embedded one.`,
      { cause: error },
    );
  });
  if (able[0]?.able !== true)
    throw new Error(
      'DATABASE_URL stands alone, so its role has to be able to create roles, and it is not. Give DATABASE_OWNER_URL too, or a role with CREATEROLE.',
    );
  return url;
}

/** Makes the database if it is not there; returns its address for the same role. */
export async function ensureDatabase(superuserUrl: string, name: string) {
  const there = await ask(superuserUrl, `select 1 from pg_database where datname = '${name}'`);
  if (there.length === 0) {
    await ask(superuserUrl, `create database "${name}"`).catch((error: { code?: string }) => {
      // Of two starts at once, one made it.
      if (!['42P04', '23505'].includes(error.code ?? '')) throw error;
    });
  }
  const url = new URL(superuserUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
