import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { DomainError } from '#src/errors.ts';
import type { BodyLimits, UploadedFile } from '#src/http/input/body.ts';
import { readBody } from '#src/http/input/read-body.ts';

let server: Server;
let origin = '';
let limits: BodyLimits = {};
const sockets = new Set<Socket>();
const crashes: unknown[] = [];

beforeAll(async () => {
  const app = express();
  app.use(async (req, res) => {
    try {
      res.json(await readBody(req, limits));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      res.status(error.status).json({ key: error.key, ...error.parameters });
    }
  });
  app.use((error: unknown, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
    crashes.push(error);
    res.status(500).json({ crash: String(error) });
  });
  server = createServer(app).listen(0, '127.0.0.1');
  server.on('connection', (socket) => sockets.add(socket));
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  expect(crashes).toEqual([]);
});

type Sendable = string | Uint8Array<ArrayBuffer> | FormData;

async function send(body: Sendable | undefined, headers: Record<string, string> = {}, using: BodyLimits = {}) {
  limits = using;
  const response = await globalThis.fetch(origin, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, connection: response.headers.get('connection'), body: await response.json() };
}

/** Writes `head`, then what `writing` writes, and gives what came back and how many bytes the server took. */
async function sendRaw(head: string, writing: (socket: Socket) => unknown, using: BodyLimits = {}) {
  limits = using;
  sockets.clear();
  const started = performance.now();
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  let answeredMs = 0;
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    answeredMs ||= performance.now() - started;
    answer += chunk.toString();
  });
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n`);
  writing(socket);
  await new Promise((resolve) => {
    socket.once('close', resolve);
  });
  const [taken] = sockets;
  return { answer, answeredMs, closedMs: performance.now() - started, bytesTaken: taken?.bytesRead ?? 0 };
}

const json = { 'content-type': 'application/json' };
const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };
const entriesOf = (...entries: [string, string][]) => ({ kind: 'form', entries });

describe('readBody', () => {
  it.each([
    ['application/json'],
    ['application/json; charset=UTF-8'],
    ['application/scim+json'],
    ['APPLICATION/JSON;charset="utf-8"'],
  ])('reads %s', async (type) => {
    expect(await send('{"a":["ü",1]}', { 'content-type': type })).toMatchObject({
      status: 200,
      body: { kind: 'json', value: { a: ['ü', 1] } },
    });
  });

  it('reads a urlencoded form, with names that come twice', async () => {
    expect((await send('a=1&b=%C3%BC+x&a=2&c', urlencoded)).body).toEqual(
      entriesOf(['a', '1'], ['b', 'ü x'], ['a', '2'], ['c', '']),
    );
    expect((await send('', urlencoded)).body).toEqual(entriesOf());
  });

  it('takes no body, and an empty one, for a JSON document without fields', async () => {
    expect((await send(undefined)).body).toEqual({ kind: 'json', value: {} });
    expect((await send('', json)).body).toEqual({ kind: 'json', value: {} });
  });

  it.each<[string, Sendable, Record<string, string>, number, string]>([
    ['no JSON', '{"a":', json, 400, 'json'],
    ['what is no UTF-8', Buffer.from([0x22, 0xff, 0x22]), json, 400, 'text'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=utf-16' }, 415, 'charset'],
    ['XML', '<a/>', { 'content-type': 'application/xml' }, 415, 'type'],
    ['a body without a type', Buffer.from('x'), {}, 415, 'type'],
    ['a type that is none', 'x', { 'content-type': ';;;' }, 415, 'type'],
    ['compression', 'x', { ...json, 'content-encoding': 'gzip' }, 415, 'encoding'],
    ['a form with files where none is expected', new FormData(), {}, 415, 'type'],
  ])('refuses %s, and says so', async (_what, body, headers, status, key) => {
    expect(await send(body, headers)).toMatchObject({ status, body: { key: `kernel.field.body.${key}` } });
  });

  it('refuses text that cannot be stored, depth without end and a million fields', async () => {
    expect((await send('{"a":"\\u0000"}', json)).body).toEqual({ key: 'kernel.field.unstorable' });
    expect((await send('{"\\ud800":1}', json)).body).toEqual({ key: 'kernel.field.unstorable' });
    expect((await send('['.repeat(100_000) + ']'.repeat(100_000), json)).body).toMatchObject({
      key: 'kernel.field.tooDeep',
    });
    expect((await send('a&'.repeat(499_000), urlencoded)).body).toMatchObject({ key: 'kernel.field.tooMany' });
  });

  it('leaves the prototype of a JSON document alone', async () => {
    expect((await send('{"__proto__":{"polluted":1}}', json)).status).toBe(200);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes 1 MB and no byte more, also when the length is not announced', async () => {
    const text = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
    const chunked = (bytes: number) => new Blob([text(bytes)]).stream();
    const unannounced = async (bytes: number) => {
      const init = { method: 'POST', headers: json, body: chunked(bytes), duplex: 'half' } as RequestInit;
      return (await globalThis.fetch(origin, init)).status;
    };
    expect((await send(text(1_000_000), json)).status).toBe(200);
    expect(await send(text(1_000_001), json)).toMatchObject({
      status: 413,
      connection: 'close',
      body: { limitKilobytes: 1000 },
    });
    expect(await unannounced(1_000_000)).toBe(200);
    expect(await unannounced(1_000_001)).toBe(413);
    expect((await send(text(2_000), json, { maxBytes: 1_000 })).status).toBe(413);
  });

  it('refuses 10 MB by what is announced, reads hardly any of it and ends the connection', async () => {
    const sent = await sendRaw('Content-Type: application/json\r\nContent-Length: 10000000', (socket) =>
      socket.write(Buffer.alloc(10_000_000, 0x20)),
    );
    expect(sent.answer).toMatch(/^HTTP\/1.1 413 [^]*Connection: close[^]*kernel.field.body.tooLarge/);
    expect(sent.bytesTaken).toBeLessThan(300_000);
    expect(sent.answeredMs).toBeLessThan(1_000);
    expect(sent.closedMs).toBeLessThan(1_500);
  });

  it('refuses 10 MB that are not announced as soon as 1 MB is passed', async () => {
    const sent = await sendRaw('Content-Type: application/json\r\nTransfer-Encoding: chunked', (socket) => {
      for (let n = 0; n < 100; n += 1) socket.write(`186a0\r\n${' '.repeat(100_000)}\r\n`);
    });
    expect(sent.answer).toMatch(/^HTTP\/1.1 413 /);
    expect(sent.bytesTaken).toBeLessThan(1_500_000);
  });

  it('also refuses another type without reading what follows', async () => {
    const sent = await sendRaw('Content-Type: video/mp4\r\nContent-Length: 10000000', (socket) =>
      socket.write(Buffer.alloc(10_000_000)),
    );
    expect(sent.answer).toMatch(/^HTTP\/1.1 415 /);
    expect(sent.bytesTaken).toBeLessThan(300_000);
  });

  it('cuts off a body that comes byte by byte', async () => {
    const sent = await sendRaw(
      'Content-Type: application/json\r\nContent-Length: 1000',
      (socket) => {
        const drip = setInterval(() => socket.write(' '), 20);
        socket.on('close', () => clearInterval(drip));
      },
      { timeoutMs: 300 },
    );
    expect(sent.answer).toMatch(/^HTTP\/1.1 400 [^]*kernel.field.body.tooSlow/);
    expect(sent.answeredMs).toBeGreaterThan(250);
    expect(sent.closedMs).toBeLessThan(1_500);
  });

  it('survives a sender that goes away, with every kind of body', async () => {
    for (const type of ['application/json', 'multipart/form-data; boundary=b']) {
      await sendRaw(
        `Content-Type: ${type}\r\nContent-Length: 1000`,
        (socket) => {
          socket.write('--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nxx');
          setTimeout(() => socket.destroy(), 50);
        },
        taking(async ({ stream }) => String((await readAll(stream)).length)),
      );
    }
    await sleep(50);
    expect((await send('{}', json)).status).toBe(200);
  });

  it('leaves the connection usable after a refusal of a body that it has read', async () => {
    expect((await send('{', json)).connection).toBe('keep-alive');
  });
});

describe('readBody of a form with files', () => {
  it('hands each file over as a stream and puts what is answered in its place', async () => {
    const files: object[] = [];
    const keep = async ({ stream, ...file }: UploadedFile) => {
      files.push({ ...file, text: (await readAll(stream)).toString() });
      return file.field === 'a' ? 'id-1' : undefined;
    };
    const form = new FormData();
    form.append('title', 'Übung');
    form.append('a', new File(['hello'], 'grüße.txt', { type: 'text/plain' }));
    form.append('none', new File([], ''));
    form.append('b', new File(['x'.repeat(300_000)], 'b.bin'));
    form.append('last', '1');
    const { body } = await send(form, {}, taking(keep));
    expect(body).toEqual(entriesOf(['title', 'Übung'], ['a', 'id-1'], ['last', '1']));
    expect(files).toEqual([
      { field: 'a', name: 'grüße.txt', declaredType: 'text/plain', text: 'hello' },
      { field: 'b', name: 'b.bin', declaredType: 'application/octet-stream', text: 'x'.repeat(300_000) },
    ]);
  });

  it('holds no file in memory: a slow reader holds the sender back', async () => {
    const limit = { maxBytes: 40_000_000, timeoutMs: 20_000 };
    let largest = 0;
    const slowly = async ({ stream }: UploadedFile) => {
      for await (const chunk of stream) {
        largest = Math.max(largest, stream.readableLength, chunk.length);
        if (Math.random() < 0.05) await sleep(1);
      }
      return 'done';
    };
    const form = new FormData();
    form.append('f', new File([Buffer.alloc(30_000_000)], 'f'));
    const { body } = await send(form, {}, taking(slowly, limit));
    expect(body).toEqual(entriesOf(['f', 'done']));
    expect(largest).toBeLessThan(1_000_000);
  });

  it('reads past a file that nobody wanted', async () => {
    const form = new FormData();
    form.append('f', new File(['x'.repeat(500_000)], 'f'));
    form.append('a', '1');
    expect(
      (
        await send(
          form,
          {},
          taking(async () => undefined),
        )
      ).body,
    ).toEqual(entriesOf(['a', '1']));
  });

  it('refuses what is too large, in all or in text, and too many files', async () => {
    const form = new FormData();
    form.append('f', new File(['x'.repeat(50_000)], 'f'));
    form.append('g', new File(['x'], 'g'));
    form.append('a', 'x'.repeat(2_000));
    form.append('b', 'x'.repeat(2_000));
    const read = async ({ stream }: UploadedFile) => String((await readAll(stream)).length);
    expect((await send(form, {}, taking(read))).status).toBe(200);
    expect((await send(form, {}, taking(read, { maxBytes: 10_000 }))).status).toBe(413);
    expect(await send(form, {}, { ...taking(read), maxBytes: 3_000 })).toMatchObject({
      status: 413,
      body: { limitKilobytes: 3 },
    });
    expect((await send(form, {}, { ...taking(read), maxBytes: 1_000 })).status).toBe(413);
    expect(await send(form, {}, taking(read, { maxFiles: 1 }))).toMatchObject({
      status: 400,
      body: { key: 'kernel.field.body.tooManyFiles', limit: 1 },
    });
    const many = new FormData();
    for (let n = 0; n < 1_001; n += 1) many.append('a', 'x');
    expect(await send(many, {}, taking(read))).toMatchObject({ status: 400, body: { key: 'kernel.field.tooMany' } });
  });

  it('passes on what the reader of a file refuses, and ends the connection', async () => {
    const refuse = async () => {
      throw new DomainError('unsupportedType', 'kernel.files.unsupportedType', {
        parameters: { came: 'x', accepted: 'y' },
      });
    };
    const form = new FormData();
    form.append('f', new File([Buffer.alloc(5_000_000)], 'f'));
    expect(await send(form, {}, taking(refuse))).toMatchObject({
      status: 415,
      connection: 'close',
      body: { key: 'kernel.files.unsupportedType' },
    });
  });

  it('tells the reader of a file that is broken off', async () => {
    const seen: unknown[] = [];
    const read = async ({ stream }: UploadedFile) =>
      readAll(stream).then(String, (error: unknown) => void seen.push(error));
    const head = 'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000';
    const start = '--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nxx';
    const sent = await sendRaw(head, (socket) => socket.write(start), taking(read, { timeoutMs: 200 }));
    expect(sent.answer).toContain('kernel.field.body.tooSlow');
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['no end', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'],
    [
      'no end of a file',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\nx',
    ],
    ['a broken head', 'multipart/form-data; boundary=b', '--b\r\n\0\0: \0\r\n\r\nx\r\n--b--'],
    ['no name', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--'],
  ])('refuses %s', async (_what, type, body) => {
    const read = async ({ stream }: UploadedFile) => String((await readAll(stream)).length);
    expect(await send(Buffer.from(body), { 'content-type': type }, taking(read))).toMatchObject({
      status: 400,
      body: { key: 'kernel.field.body.multipart' },
    });
  });

  it('answers 400 damaged forms, and no listener is missing', async () => {
    const read = async ({ stream }: UploadedFile) => String((await readAll(stream)).length);
    const whole =
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n';
    const statuses = new Set<number>();
    for (let round = 0; round < 400; round += 1) {
      const bytes = Buffer.from(whole);
      for (let n = 0; n < 3; n += 1) bytes[(round * 31 + n * 47) % bytes.length] = (round * 7 + n * 101) % 256;
      const cut = bytes.subarray(0, round % 3 ? bytes.length : (round * 13) % bytes.length);
      const { status } = await send(cut, { 'content-type': 'multipart/form-data; boundary=b' }, taking(read));
      statuses.add(status);
    }
    expect([...statuses].toSorted((a, b) => a - b)).toEqual([200, 400]);
  });
});

const taking = (
  onFile: (file: UploadedFile) => Promise<string | undefined>,
  { maxBytes = 20_000_000, maxFiles = 20, timeoutMs = 15_000 } = {},
): BodyLimits => ({ timeoutMs, multipart: { maxBytes, maxFiles, onFile } });

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
