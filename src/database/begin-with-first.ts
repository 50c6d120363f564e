import type { PoolClient, QueryResult } from 'pg';
import type { Client, Query } from './pooled-client.ts';

/**
 * What opens a transaction behind its BEGIN, and waits with that for the first statement. `heard` gets its row before that statement
 * is answered. Sent as a statement's text; from then on it knows its client.
 */
export class Opening {
  readonly text: string;
  readonly heard: (row: unknown) => void;
  client: Client | null = null;

  constructor(text: string, heard: (row: unknown) => void) {
    this.text = text;
    this.heard = heard;
  }
}

/** Sent as a statement's text, it makes a transaction begin for which no statement has come yet; answered when it has begun. */
export const beginNow = Symbol('begin now');

const answered = (command: string) => ({ command, rows: [], rowCount: null });

/**
 * Holds BEGIN back, and an Opening too, and sends them in one packet with the first statement of their transaction, which saves it a
 * round trip or two: the client need not wait for one answer before it asks for the next (`pipeline`). Nobody waits for the COMMIT of
 * what only read: nothing depends on how it ends, so that it goes with what is asked next, or at the end of this turn of the loop.
 */
export function beginWithFirstStatement(client: PoolClient) {
  const query = client.query.bind(client) as Query;
  let held: string | null = null;
  let opening: Opening | null = null;
  let isReadOnly = false;
  const commit = owedCommit(query);
  const beginning = openBeginning(query);
  const begin = (text: string, first: () => unknown) => {
    const waiting = opening;
    held = opening = null;
    commit.pay();
    return beginning.begin(text, waiting, first);
  };
  const joining: Query = async (...words) => {
    const [text] = words;
    if (typeof text === 'string' && /^(begin|start transaction)/i.test(text)) {
      [held, opening, isReadOnly] = [text, null, /read only/i.test(text)];
      return answered('BEGIN');
    }
    if (text instanceof Opening) {
      [held, opening] = [`${held};\n${text.text}`, text];
      text.client = client;
      return answered('SELECT');
    }
    // Where a statement was sent already, the answer to its BEGIN is waited for.
    if (text === beginNow) return held === null ? beginning.ended() : begin(held, () => answered('SELECT'));
    if (held === null && text === 'commit' && isReadOnly) {
      commit.owe();
      return answered('COMMIT');
    }
    if (held === null) {
      commit.pay();
      return query(...words);
    }
    if (text !== 'rollback' && text !== 'commit') return begin(held, () => query(...words));
    held = opening = null;
    return answered(text.toUpperCase());
  };
  client.query = joining as typeof client.query;
}

/** The latest BEGIN that was sent, and what was sent behind it. */
function openBeginning(query: Query) {
  let ended: Promise<unknown> = Promise.resolve();
  return {
    ended: () => ended.then(() => answered('SELECT')),
    async begin(text: string, opening: Opening | null, first: () => unknown) {
      ended = query(text).then((answer) => opening?.heard((answer as QueryResult[]).at(-1)!.rows[0]));
      const answer = Promise.resolve(first());
      answer.catch(() => undefined);
      // What is behind a BEGIN that failed fails because of it.
      await ended;
      return answer;
    },
  };
}

/** A COMMIT that is sent with what comes next, or by itself when this turn of the loop has ended. */
function owedCommit(query: Query) {
  let isOwed = false;
  const pay = () => {
    if (!isOwed) return;
    isOwed = false;
    query('commit').catch(() => undefined);
  };
  const owe = () => {
    isOwed = true;
    setImmediate(pay);
  };
  return { owe, pay };
}
