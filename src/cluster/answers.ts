import { Client } from 'pg';
import { readPassword } from './password.ts';

export const superuserUrl = (data: string, port: number) =>
  `postgres://postgres:${readPassword(data)}@127.0.0.1:${port}/postgres`;

/**
 * Whether the server on a port is the one that runs on this data and takes its password. Answers no within three
 * seconds when nothing useful comes.
 */
export async function answers(data: string, port: number): Promise<boolean> {
  const client = new Client({
    connectionString: superuserUrl(data, port),
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
    ssl: false,
  });
  // A server that goes away between two steps would otherwise end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
