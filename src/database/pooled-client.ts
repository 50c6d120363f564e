import type { Socket } from 'node:net';
import type { PoolClient, QueryResult } from 'pg';

/** Text, values, and where a pool asks for it itself what hears of the answer. */
type Query = (...words: unknown[]) => Promise<unknown>;

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

type Connection = Pick<PoolClient, 'query'>;

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
export const prepareStatements = (client: Connection) => prepare(client, (_text, values) => !isEmpty(values));

/** The same, and the looks of pg-boss's workers, whose values stand in their text: those of one queue never change. */
export const prepareLooks = (client: Connection) =>
  prepare(client, (text, values) => !isEmpty(values) || /^\s*with\s+next\s+as/i.test(text));

function prepare(client: Connection, isKept: (text: string, values: unknown) => boolean) {
  const query = client.query.bind(client) as Query;
  const preparing: Query = (...words) => {
    const [text, values, ...heard] = words;
    if (typeof text !== 'string' || !isKept(text, values)) return query(...words);
    return query({ name: nameOf(text), text, values }, ...heard);
  };
  client.query = preparing as typeof client.query;
}

/**
 * What opens a transaction behind its BEGIN, and waits with that for the first statement. `heard` gets its row before that statement
 * is answered. Sent as a statement's text.
 */
export class Opening {
  readonly text: string;
  readonly heard: (row: unknown) => void;

  constructor(text: string, heard: (row: unknown) => void) {
    this.text = text;
    this.heard = heard;
  }
}

/** Sent as a statement's text, it makes a transaction begin for which no statement has come yet. */
export const beginNow = Symbol('begin now');

const answered = (command: string) => ({ command, rows: [], rowCount: null });

/**
 * Holds BEGIN back, and an Opening too, and sends them in one packet with the first statement of their transaction, which saves it a
 * round trip or two: the client need not wait for one answer before it asks for the next (`pipeline`). Nobody waits for the COMMIT of
 * what only read.
 */
export function beginWithFirstStatement(client: PoolClient) {
  const query = client.query.bind(client) as Query;
  let held: string | null = null;
  let opening: Opening | null = null;
  let isReadOnly = false;
  const begin = async (text: string, first: () => unknown) => {
    const waiting = opening;
    held = opening = null;
    const [begun, answer] = await inOnePacket(client, () => Promise.all([query(text), first()]));
    waiting?.heard((begun as QueryResult[]).at(-1)!.rows[0]);
    return answer;
  };
  const joining: Query = async (...words) => {
    const [text] = words;
    if (typeof text === 'string' && /^(begin|start transaction)/i.test(text)) {
      [held, opening, isReadOnly] = [text, null, /read only/i.test(text)];
      return answered('BEGIN');
    }
    if (text instanceof Opening) {
      [held, opening] = [`${held};\n${text.text}`, text];
      return answered('SELECT');
    }
    if (text === beginNow) return held === null ? answered('SELECT') : begin(held, () => answered('SELECT'));
    // Nothing depends on how it ends, and whoever gets the connection next comes behind it.
    if (held === null && text === 'commit' && isReadOnly) {
      query(...words).catch(() => undefined);
      return answered('COMMIT');
    }
    if (held === null) return query(...words);
    if (text !== 'rollback' && text !== 'commit') return begin(held, () => query(...words));
    held = opening = null;
    return answered(text.toUpperCase());
  };
  client.query = joining as typeof client.query;
}

/** The driver knows its socket, its types do not. */
type Connected = PoolClient & { readonly connection: { readonly stream: Socket } };

function inOnePacket<R>(client: PoolClient, ask: () => R): R {
  const { stream } = (client as Connected).connection;
  stream.cork();
  try {
    return ask();
  } finally {
    stream.uncork();
  }
}

const isEmpty = (values: unknown) => values === undefined || (Array.isArray(values) && values.length === 0);
