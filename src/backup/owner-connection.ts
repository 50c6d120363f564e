import pg from 'pg';
import { BackupError } from './backup-error.ts';

/** As pg_dump sets them, so that what one server writes another reads; with row security off, a role that would see only a part gets an error. */
const settings = `
  set datestyle = iso; set intervalstyle = postgres; set timezone = 'UTC'; set extra_float_digits = 3; set client_encoding = 'UTF8';
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set row_security = off; set search_path = public`;

/** Runs `work` on one connection as the owner of the tables, who is past row-level security. */
export async function asOwner<R>(ownerUrl: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'assay backup',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A lost connection also fails the statement that runs; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect().catch((error: Error) => {
    throw new BackupError(
      `The database of DATABASE_OWNER_URL cannot be reached: ${error.message}. Start it, or mend the address.`,
      error,
    );
  });
  try {
    await client.query(settings);
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** One transaction; rolled back when `work` throws. */
export async function inOneTransaction<R>(client: pg.Client, mode: string, work: () => Promise<R>): Promise<R> {
  await client.query(`begin ${mode}`);
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
