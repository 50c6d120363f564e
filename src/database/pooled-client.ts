import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/** Text, values, and where a pool asks for it itself what hears of the answer. */
export type Query = (...words: unknown[]) => Promise<unknown>;

/**
 * Kysely gives a connection back after a rollback that succeeded. On a connection that died in its transaction none does,
 * and the pool would lose a place for good with each.
 */
export function forgiveRollback(client: PoolClient) {
  const query = client.query.bind(client) as Query;
  const forgiving: Query = (...words) =>
    words[0] === 'rollback'
      ? query(...words).catch(() => ({ command: 'ROLLBACK', rows: [], rowCount: 0 }))
      : query(...words);
  client.query = forgiving as typeof client.query;
}

export type Client = Pick<PoolClient, 'query'>;

const names = new Map<string, string>();

/** A name for each text that is sent with values, under which a connection keeps its plan; see `prepared`. */
function nameOf(text: string) {
  const name = names.get(text) ?? `prepared_${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** A new connection has its plans to make anew: whoever comes once a minute should meet one that has them. */
export const idleTimeoutMillis = 300_000;

/** Sends statements with values under a name. */
export const prepareStatements = (client: Client) => prepare(client, (_text, values) => !isEmpty(values));

/** The same, and the looks of pg-boss's workers, whose values stand in their text: those of one queue never change. */
export const prepareLooks = (client: Client) =>
  prepare(client, (text, values) => !isEmpty(values) || /^\s*with\s+next\s+as/i.test(text));

function prepare(client: Client, isKept: (text: string, values: unknown) => boolean) {
  const query = client.query.bind(client) as Query;
  const preparing: Query = (...words) => {
    const [text, values, ...heard] = words;
    if (typeof text !== 'string' || !isKept(text, values)) return query(...words);
    return query({ name: nameOf(text), text, values }, ...heard);
  };
  client.query = preparing as typeof client.query;
}

/** The driver knows its socket, its types do not. */
type Connected = PoolClient & { readonly connection: { readonly stream: Socket } };

/** What is asked in one turn goes in one packet. */
export function corkTurns(client: PoolClient) {
  const query = client.query.bind(client) as Query;
  let isCorked = false;
  const corking: Query = (...words) => {
    if (!isCorked) {
      const { stream } = (client as Connected).connection;
      isCorked = true;
      stream.cork();
      process.nextTick(() => {
        isCorked = false;
        stream.uncork();
      });
    }
    return query(...words);
  };
  client.query = corking as typeof client.query;
}

const isEmpty = (values: unknown) => values === undefined || (Array.isArray(values) && values.length === 0);
