import type { EntityManager } from '@mikro-orm/postgresql';
import { ProgrammingError } from '#src/errors.ts';

/** Kysely's, also the one of an open transaction. */
export interface Connection {
  executeQuery(query: object): Promise<{ rows: unknown[] }>;
}

/**
 * Runs a statement whose values stay apart from its text (`$1` …), so that PostgreSQL reads and plans it once for each
 * connection and not each time; row-level security makes planning the larger half of a short statement. For the few that every
 * launch or page sends: a connection keeps each text for good. Throws ProgrammingError outside a transaction.
 */
export async function prepared<Row>(
  em: Pick<EntityManager, 'getTransactionContext'>,
  text: string,
  values: readonly (string | null)[],
): Promise<Row[]> {
  const connection = em.getTransactionContext<Connection>();
  if (!connection) throw new ProgrammingError('A prepared statement is sent inside a transaction.');
  return sendPrepared(connection, text, values);
}

/** The same on any connection, for what belongs to no transaction. */
export async function sendPrepared<Row>(
  connection: Connection,
  text: string,
  values: readonly (string | null)[],
): Promise<Row[]> {
  const query = { sql: text, parameters: values, query: { kind: 'RawNode' }, queryId: { queryId: 'prepared' } };
  const { rows } = await connection.executeQuery(query);
  return rows as Row[];
}
