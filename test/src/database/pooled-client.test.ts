import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { beginNow, beginWithFirstStatement, Opening } from '#src/database/begin-with-first.ts';
import { corkTurns, prepareLooks } from '#src/database/pooled-client.ts';
import { testDatabase } from '../../support/app.ts';

let client: pg.Client;
const sent: string[] = [];
beforeAll(async () => {
  client = new pg.Client({ connectionString: (await testDatabase()).appUrl, pipeline: true });
  await client.connect();
  corkTurns(client as never);
  const query = client.query.bind(client) as (...words: unknown[]) => unknown;
  client.query = ((...words: unknown[]) => {
    sent.push(String(words[0]));
    return query(...words);
  }) as typeof client.query;
  beginWithFirstStatement(client as never);
});
afterAll(() => client.end());

const open = (opening: Opening) => (client.query as (text: unknown) => Promise<unknown>)(opening);

/** How often `work` writes to PostgreSQL. */
async function packetsOf(work: () => Promise<unknown>) {
  const { stream } = (client as pg.Client & { readonly connection: { readonly stream: Socket } }).connection;
  const socket = stream as unknown as { _write: () => void; _writev: () => void };
  const written = [jest.spyOn(socket, '_write'), jest.spyOn(socket, '_writev')];
  await work();
  const packets = written.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  for (const each of written) each.mockRestore();
  return packets;
}

const isInTransaction = async () => {
  const { rows } = await client.query<{ is: boolean }>('select now() <> statement_timestamp() as is');
  return rows[0]!.is;
};

describe('a transaction', () => {
  it('begins with its first statement, whose answer comes back alone', async () => {
    sent.length = 0;
    await client.query('begin');
    const { rows } = await client.query<{ one: number }>('select 1 as one', []);
    expect(rows).toEqual([{ one: 1 }]);
    expect(sent).toEqual(['begin', 'select 1 as one']);
    expect(await isInTransaction()).toBe(true);
    await client.query('commit');
    expect(await isInTransaction()).toBe(false);
  });

  it('begins before a first statement that has parameters', async () => {
    sent.length = 0;
    await client.query('start transaction read only');
    await client.query('select $1::int as one', [1]);
    expect(sent).toEqual(['start transaction read only', 'select $1::int as one']);
    await expect(client.query('create temporary table forbidden (id int)')).rejects.toThrow('read-only transaction');
    await client.query('rollback');
  });

  it('begins and is opened in one packet with its first statement, whose answer waits for that of the opening', async () => {
    const heard: unknown[] = [];
    sent.length = 0;
    await client.query('begin');
    await open(new Opening("select set_config('assay.organization', 'x', true) as said", (row) => heard.push(row)));
    expect([sent, heard]).toEqual([[], []]);
    const packets = await packetsOf(async () => {
      const { rows } = await client.query('select current_setting($1) as organization', ['assay.organization']);
      expect(heard).toEqual([{ said: 'x' }]);
      expect(rows).toEqual([{ organization: 'x' }]);
    });
    expect(packets).toBe(1);
    expect(sent).toEqual([
      "begin;\nselect set_config('assay.organization', 'x', true) as said",
      'select current_setting($1) as organization',
    ]);
    await client.query('rollback');
    expect((await client.query("select current_setting('assay.organization', true) as it")).rows).toEqual([{ it: '' }]);
  });

  it('begins without a statement where somebody asks for that, and once', async () => {
    const heard: unknown[] = [];
    const now = () => (client.query as (text: unknown) => Promise<unknown>)(beginNow);
    await client.query('begin');
    await open(new Opening('select 1 as one', (row) => heard.push(row)));
    sent.length = 0;
    await now();
    await now();
    expect([sent, heard]).toEqual([['begin;\nselect 1 as one'], [{ one: 1 }]]);
    expect(await isInTransaction()).toBe(true);
    await client.query('rollback');
  });

  it('has begun, for whoever asks behind a first statement that is under way, when its opening is heard', async () => {
    const heard: unknown[] = [];
    await client.query('begin');
    await open(new Opening('select 1 as one', (row) => heard.push(row)));
    const first = client.query('select pg_sleep(0.01)');
    await (client.query as (text: unknown) => Promise<unknown>)(beginNow);
    expect(heard).toEqual([{ one: 1 }]);
    await first;
    await client.query('rollback');
  });

  it('whose opening fails says so, and not that its first statement came too late', async () => {
    await client.query('begin');
    await open(new Opening('select 1/0', () => undefined));
    await expect(client.query('select $1::int', [1])).rejects.toThrow('division by zero');
    await client.query('rollback');
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('in which nothing is asked is never begun', async () => {
    sent.length = 0;
    await client.query('begin');
    await client.query('commit');
    await client.query('begin');
    await client.query('rollback');
    expect(sent).toEqual([]);
    expect(await isInTransaction()).toBe(false);
  });

  it('that only reads is over at once, and its COMMIT goes in one packet with what is asked next', async () => {
    await client.query('start transaction read only');
    await client.query('select 1 as one');
    sent.length = 0;
    const packets = await packetsOf(async () => {
      await client.query('commit');
      expect(sent).toEqual([]);
      await client.query('begin');
      await client.query('select 2 as two');
      expect(sent).toEqual(['commit', 'begin', 'select 2 as two']);
    });
    expect(packets).toBe(1);
    expect(await isInTransaction()).toBe(true);
    await client.query('rollback');
  });

  it('that only reads is over in PostgreSQL too when nothing else is asked', async () => {
    await client.query('start transaction read only');
    await client.query('select 1 as one');
    sent.length = 0;
    await client.query('commit');
    await setImmediate();
    await setImmediate();
    expect(sent).toEqual(['commit']);
    expect(await isInTransaction()).toBe(false);
  });

  it('that may write is over when its COMMIT is answered', async () => {
    await client.query('begin');
    await client.query('select 1 as one');
    let isOver = false;
    const committed = client.query('commit').then(() => (isOver = true));
    // Longer than a turn of promises, shorter than an answer of PostgreSQL.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(isOver).toBe(false);
    await committed;
    expect(await isInTransaction()).toBe(false);
  });

  it('whose first statement fails is rolled back like any other', async () => {
    await client.query('begin');
    await expect(client.query('select 1/0')).rejects.toThrow('division by zero');
    await expect(client.query('select 1')).rejects.toThrow('current transaction is aborted');
    await client.query('rollback');
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('a client', () => {
  it('sends in one packet what it is asked in one turn', async () => {
    const both = () => Promise.all([client.query('select 1 as one'), client.query('select $1::int as two', [2])]);
    expect(await packetsOf(both)).toBe(1);
  });
});

describe('what the workers of pg-boss ask', () => {
  it('is kept by the connection under its text, with and without values; everything else is sent as it is', async () => {
    const pool = new pg.Pool({
      connectionString: (await testDatabase()).appUrl,
      max: 1,
      onConnect: prepareLooks,
    });
    for (let time = 0; time < 2; time += 1) {
      expect((await pool.query('\n  WITH\n\n  next AS (select 1 as id) select id from next')).rows).toEqual([
        { id: 1 },
      ]);
      expect((await pool.query('select $1::int as one', [1])).rows).toEqual([{ one: 1 }]);
      expect(await pool.query('select 1; select 2')).toHaveLength(2);
    }
    const kept = await pool.query<{ statement: string }>(
      'select statement from pg_prepared_statements order by prepare_time',
    );
    expect(kept.rows.map(({ statement }) => statement)).toEqual([
      '\n  WITH\n\n  next AS (select 1 as id) select id from next',
      'select $1::int as one',
    ]);
    await pool.end();
  });
});
