import type { EntityManager } from '@mikro-orm/postgresql';
import type { QueryResultRow } from 'pg';
import { ProgrammingError } from '#src/errors.ts';
import type { Client } from './pooled-client.ts';

/** Kysely's, also the one of an open transaction. */
export interface Connection {
  executeQuery(query: object): Promise<{ rows: unknown[] }>;
}

type Transacting = Pick<EntityManager, 'getTransactionContext'>;

const clients = new WeakMap<object, Client>();
const unanswered = new WeakMap<object, Promise<unknown>[]>();

/** Says which of the driver's clients an open transaction has, and where it keeps what is `answeredAtCommit`. */
export function rememberClient(transaction: Connection, client: Client, answers: Promise<unknown>[]): void {
  clients.set(transaction, client);
  unanswered.set(transaction, answers);
}

/**
 * Leaves an answer that nobody needs for the end of the transaction: COMMIT is sent behind its statement without waiting for it. Where
 * it fails PostgreSQL rolls back, and the transaction throws that. Only for what `prepared` has sent by then. Throws ProgrammingError
 * outside a transaction.
 */
export function answeredAtCommit(em: Transacting, answer: Promise<unknown>): void {
  answer.catch(() => undefined);
  const answers = unanswered.get(em.getTransactionContext<object>() ?? em);
  if (!answers) throw new ProgrammingError('Nothing commits what was sent outside a transaction.');
  answers.push(answer);
}

/**
 * Runs a statement whose values stay apart from its text (`$1` …), so that PostgreSQL reads and plans it once for each
 * connection and not each time; row-level security makes planning the larger half of a short statement. For the few that every
 * launch or page sends: a connection keeps each text for good. Kysely, and MikroORM with it, sends a transaction's next statement
 * when the one before is answered; these are sent at once, and where one fails those behind it fail too. Throws ProgrammingError
 * outside a transaction.
 */
export async function prepared<Row>(em: Transacting, text: string, values: readonly unknown[]): Promise<Row[]> {
  const transaction = em.getTransactionContext<Connection>();
  if (!transaction) throw new ProgrammingError('A prepared statement is sent inside a transaction.');
  const client = clients.get(transaction);
  if (!client) return sendPrepared(transaction, text, values);
  const { rows } = await client.query<Row & QueryResultRow>(text, [...values]);
  return rows;
}

/** The same on any connection, for what belongs to no transaction. */
export async function sendPrepared<Row>(
  connection: Connection,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const query = { sql: text, parameters: values, query: { kind: 'RawNode' }, queryId: { queryId: 'prepared' } };
  const { rows } = await connection.executeQuery(query);
  return rows as Row[];
}
