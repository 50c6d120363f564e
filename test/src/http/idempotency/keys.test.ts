import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { App } from '#src/app.ts';
import { aScope, eventually, openTestApp, testDatabase } from '../../../support/app.ts';
import { aSignedInPerson } from '../../../support/people.ts';
import { Sample } from '../../../support/sample/sample.entity.ts';
import { aBrowser, form, html, htmx } from '../../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly retryAfter: string | null;
  readonly body: { data: { id: string; text: string } | null; error: { code: string; message: string } | null };
}

/** A program of one person, and what it has made. */
async function aProgram(scope = aScope(app)) {
  const inside = await scope;
  const { authorization } = await aSignedInPerson(inside, ['learner']);
  const send = async (path: string, body: unknown, key: string | null, method = 'POST'): Promise<Answer> => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      location: response.headers.get('location'),
      retryAfter: response.headers.get('retry-after'),
      body: text ? (JSON.parse(text) as Answer['body']) : { data: null, error: null },
    };
  };
  const made = (text: string) => inside.transaction(({ em }) => em.count(Sample, { text }), { readOnly: true });
  return { scope: inside, send, made };
}

const elapse = async (program: Awaited<ReturnType<typeof aProgram>>, interval: string) =>
  program.scope.transaction(({ em }) =>
    em.execute('update kept_answer set expires_at = expires_at - ?::interval', [interval]),
  );

describe('a request repeated with its key', () => {
  it('gets the answer of the first, and is done once', async () => {
    const { send, made } = await aProgram();
    const first = await send('/samples', { text: 'only once', count: 1 }, 'key-1');
    const again = await send('/samples', { count: 1, text: 'only once' }, 'key-1');
    expect([first.status, first.location]).toEqual([201, `/samples/${first.body.data!.id}`]);
    expect(again).toEqual(first);
    expect(await made('only once')).toBe(1);
  });

  it('is told how it stands by then where the answer is read after the commit, and is done once', async () => {
    const { scope, send, made } = await aProgram();
    const first = await send('/samples/announced', { text: 'announced' }, 'key-2');
    expect([first.status, first.body.data!.text]).toEqual([202, 'announced 1 on']);
    await scope.transaction(({ em }) => em.execute(`update sample set text = 'changed' where text = 'announced'`));
    const again = await send('/samples/announced', { text: 'announced' }, 'key-2');
    expect([again.body.data!.id, again.body.data!.text]).toEqual([first.body.data!.id, 'changed 1 on']);
    expect((await send('/samples/announced', { text: 'announced' }, null)).body.data!.text).toBe('announced 1 on');
    expect(await made('announced')).toBe(1);
  });

  it('is done once even when twenty come at once, and all get the one answer', async () => {
    const { send, made } = await aProgram();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send('/slow-samples', { text: 'wait 0.3 s' }, 'key')),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => body.data!.id)).size).toBe(1);
    expect(await made('wait 0.3 s')).toBe(1);
  });

  it('waits two seconds for the first at most, and is told when to come again', async () => {
    const { send, made } = await aProgram();
    const first = send('/slow-samples', { text: 'wait 4 s' }, 'key');
    await new Promise((done) => setTimeout(done, 200));
    const second = await send('/slow-samples', { text: 'wait 4 s' }, 'key');
    expect([second.status, second.retryAfter, second.body.error!.code]).toEqual([409, '2', 'CONFLICT']);
    expect((await first).status).toBe(201);
    expect(await send('/slow-samples', { text: 'wait 4 s' }, 'key')).toEqual(await first);
    expect(await made('wait 4 s')).toBe(1);
  });

  it('is done if the first was cut off with its transaction, which left neither row nor key', async () => {
    const { send, made } = await aProgram();
    const first = send('/slow-samples', { text: 'wait 3 s cut off' }, 'key');
    const client = new pg.Client({ connectionString: (await testDatabase()).superuserUrl });
    await client.connect();
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'select pg_sleep(%' and pid <> pg_backend_pid()`;
    await eventually(async () => (await client.query(cut)).rowCount);
    await client.end();
    expect((await first).status).toBe(500);
    expect(await made('wait 3 s cut off')).toBe(0);
    expect((await send('/slow-samples', { text: 'wait 0 s' }, 'key')).status).toBe(201);
  });

  it('and another body, or another address, is refused and does nothing', async () => {
    const { send, made } = await aProgram();
    await send('/samples', { text: 'the first' }, 'key');
    for (const path of ['/samples', '/slow-samples']) {
      const other = await send(path, { text: 'another' }, 'key');
      expect([other.status, other.body.error!.message]).toEqual([422, expect.stringContaining('new key')]);
    }
    expect(await made('another')).toBe(0);
  });

  it('gets the answer of the first also when its row is gone by then', async () => {
    const { send } = await aProgram();
    const { body } = await send('/samples', { text: 'soon gone' }, null);
    const path = `/samples/${body.data!.id}`;
    expect((await send(path, undefined, 'key', 'DELETE')).status).toBe(204);
    expect((await send(path, undefined, 'key', 'DELETE')).status).toBe(204);
    expect((await send(path, undefined, null, 'DELETE')).status).toBe(404);
  });

  it('is done again after a refusal, because nothing had been done', async () => {
    const { send, made } = await aProgram();
    expect((await send('/samples', { text: 'x' }, 'key')).status).toBe(422);
    expect((await send('/samples', { text: 'break' }, 'broken')).status).toBe(500);
    expect((await send('/samples', { text: 'mended' }, 'key')).status).toBe(201);
    expect((await send('/samples', { text: 'mended too' }, 'broken')).status).toBe(201);
    expect([await made('break'), await made('mended')]).toEqual([0, 1]);
  });

  it('is done again after a day', async () => {
    const program = await aProgram();
    await program.send('/samples', { text: 'every day' }, 'key');
    await elapse(program, '23 hours');
    await program.send('/samples', { text: 'every day' }, 'key');
    expect(await program.made('every day')).toBe(1);
    await elapse(program, '2 hours');
    await program.send('/samples', { text: 'every day' }, 'key');
    expect(await program.made('every day')).toBe(2);
  });

  it('never gets an answer that is shown once', async () => {
    const { scope, send, made } = await aProgram();
    expect((await send('/secret-samples', { text: 'one secret' }, 'key')).body.data!.text).toBe('a secret shown once');
    const again = await send('/secret-samples', { text: 'one secret' }, 'key');
    expect([again.status, again.retryAfter]).toEqual([409, null]);
    expect(JSON.stringify(again.body)).not.toContain('a secret shown once');
    expect(await made('one secret')).toBe(1);
    const kept = await scope.transaction(({ em }) => em.execute<{ reply: unknown }[]>('select reply from kept_answer'));
    expect(kept).toEqual([{ reply: { kind: 'notKept' } }]);
  });
});

describe('a key', () => {
  it('is its owner’s: another person, and another organization, use the same for themselves', async () => {
    const one = await aProgram();
    const neighbour = await aProgram(Promise.resolve(one.scope));
    const stranger = await aProgram();
    const answers = [];
    for (const { send } of [one, neighbour, stranger]) answers.push(await send('/samples', { text: 'same' }, 'key'));
    expect(new Set(answers.map(({ body }) => body.data!.id)).size).toBe(3);
  });

  it('is not needed: without one a repeat is done again', async () => {
    const { send, made } = await aProgram();
    await send('/samples', { text: 'twice' }, null);
    await send('/samples', { text: 'twice' }, null);
    expect(await made('twice')).toBe(2);
  });

  it('stands in the description of the API, wherever something may change', async () => {
    const { paths } = (await (await fetch(`${address}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
    };
    const takesKey = (method: string) =>
      paths['/samples']![method]!.parameters.some(
        ({ name, in: where }) => name === 'Idempotency-Key' && where === 'header',
      );
    expect([takesKey('post'), takesKey('get')]).toEqual([true, false]);
  });

  it.each(['', 'with space', 'x'.repeat(256)])('written %j is refused by the name of its header', async (key) => {
    const { send, made } = await aProgram();
    const { status, body } = await send('/samples', { text: 'no key' }, key);
    expect([status, body.error]).toEqual([
      422,
      expect.objectContaining({ details: [expect.objectContaining({ field: 'Idempotency-Key' })] }),
    ]);
    expect(await made('no key')).toBe(0);
  });
});

describe('work in steps', () => {
  it('is done once; meanwhile a repeat is told to come again', async () => {
    const { send, made } = await aProgram();
    const first = send('/stepwise-samples', { text: 'wait 1 s' }, 'key');
    await new Promise((done) => setTimeout(done, 300));
    expect(await send('/stepwise-samples', { text: 'wait 1 s' }, 'key')).toMatchObject({
      status: 409,
      retryAfter: '2',
    });
    expect((await first).status).toBe(201);
    expect(await send('/stepwise-samples', { text: 'wait 1 s' }, 'key')).toEqual(await first);
    expect(await made('wait 1 s')).toBe(1);
  });

  it('gives the key back when it fails', async () => {
    const { scope, send } = await aProgram();
    expect((await send('/stepwise-samples', { text: 'fail first' }, 'key')).status).toBe(500);
    expect(await scope.transaction(({ em }) => em.execute('select 1 from kept_answer'))).toEqual([]);
    expect((await send('/stepwise-samples', { text: 'not again' }, 'key')).status).toBe(201);
  });

  it('whose process was lost is done again when its lease has ended', async () => {
    const program = await aProgram();
    await program.send('/stepwise-samples', { text: 'lost' }, 'key');
    await program.scope.transaction(({ em }) =>
      em.execute("update kept_answer set reply = null, expires_at = now() + interval '300 s'"),
    );
    expect((await program.send('/stepwise-samples', { text: 'lost' }, 'key')).status).toBe(409);
    await elapse(program, '301 s');
    expect((await program.send('/stepwise-samples', { text: 'lost' }, 'key')).status).toBe(201);
    expect(await program.made('lost')).toBe(2);
  });
});

describe('a form that creates', () => {
  it('has a key of its own each time it is drawn, and creates once however often it is sent', async () => {
    const { headers, scope } = await aBrowser(app, address);
    const draw = async () => {
      const page = await (await fetch(`${address}/samples/new`, { headers: { ...html, ...headers } })).text();
      return /name="_key" value="([^"]+)"/.exec(page)![1]!;
    };
    const [key, other] = [await draw(), await draw()];
    expect(key).not.toBe(other);
    // Told that it is still being made, one asks again: on a busy machine that may take longer than the second waits.
    const send = () =>
      eventually(async () => {
        const answer = await fetch(`${address}/samples`, form({ text: 'sent twice', _key: key }, headers));
        return answer.status === 409 ? null : answer;
      }, 30);
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    const part = await fetch(`${address}/samples`, form({ text: 'sent twice', _key: key }, { ...htmx, ...headers }));
    expect(await part.text()).toContain('<article id="sample-');
    expect(await scope.transaction(({ em }) => em.count(Sample, { text: 'sent twice' }))).toBe(1);
  });
});

describe('a form that was sent and then changed', () => {
  it('comes back with what was typed and a key of its own, so that it can be sent as well', async () => {
    const { headers, scope } = await aBrowser(app, address);
    const send = (text: string, key: string) =>
      fetch(`${address}/samples`, form({ text, _key: key }, { ...headers, 'accept-language': 'en' }));
    await send('the first', 'drawn-once');
    const refused = await send('the second', 'drawn-once');
    const page = await refused.text();
    expect([refused.status, page]).toEqual([422, expect.stringContaining('value="the second"')]);
    expect(page).toContain('send it once more');
    const key = /name="_key" value="([^"]+)"/.exec(page)![1]!;
    expect((await send('the second', key)).status).toBe(303);
    expect(await scope.transaction(({ em }) => em.count(Sample, {}))).toBe(2);
  });
});

describe('nobody in particular', () => {
  it('has no keys', async () => {
    const key = randomUUID();
    const send = () =>
      fetch(`${address}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'idempotency-key': key, 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'nobody@example.edu', password: 'not a password' }),
      });
    expect([(await send()).status, (await send()).status]).toEqual([401, 401]);
  });
});
