import { Pool } from 'pg';
import type { Logger } from 'pino';
import { idleTimeoutMillis, prepareStatements } from '#src/database/pooled-client.ts';

/** Questions about all queues, which are asked again every few seconds. */
export interface Looks {
  /** Values stand apart from the text (`$1` …). Throws what PostgreSQL says. */
  ask<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** A second time it does nothing. */
  close(): Promise<void>;
}

/**
 * All on one connection, which is opened with the first question and anew where it was lost. PostgreSQL plans a question about
 * every queue with what it knows of a hundred tables, for 5 to 20 ms, once on each connection and again when one of the tables has been
 * vacuumed; on the connections of pg-boss, of which another one is free each time, nearly every look was planned anew.
 */
export function openLooks(url: string, log: Pick<Logger, 'warn'>): Looks {
  const pool = new Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis,
    keepAlive: true,
    application_name: 'assay looks',
    options: '-c plan_cache_mode=force_generic_plan',
  });
  pool.on('connect', prepareStatements);
  pool.on('error', (error: Error) => log.warn(`PostgreSQL connection lost: ${error.message}`));
  return {
    ask: async <Row>(text: string, values: readonly unknown[]) => (await pool.query(text, [...values])).rows as Row[],
    close: async () => void (pool.ending || (await pool.end())),
  };
}
