import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { contentOfBuffer } from '#src/files/blob-content.ts';
import { blobKey } from '#src/files/blob-key.ts';
import { createBlobStore } from '#src/files/blob-store.ts';
import { createOutbound } from '#src/outbound/create-outbound.ts';
import { startS3 } from './s3-server.ts';

const outbound = createOutbound({ allow: [], production: true, version: 'test' });
const content = Buffer.from('some content');
const key = blobKey('org', createHash('sha256').update(content).digest('hex'));
let folder = '';
let s3: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
  s3 = await startS3(folder);
});

const stopping: (() => void)[] = [];
afterEach(() => {
  for (const stop of stopping.splice(0)) stop();
});

afterAll(async () => {
  await s3.stop();
  await outbound.close();
  await rm(folder, { recursive: true });
});

/** Stands before the real server: answers the first requests itself, and refuses what is not signed right. */
async function standBefore(answers: number[], secret = 'S3RVER') {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const status = answers.shift() ?? (isSigned(request, secret) ? null : 403);
    if (status) {
      request.resume().on('end', () => response.writeHead(status).end(status === 403 ? mismatch : slowDown));
      return;
    }
    const { method = '', url = '', headers } = request;
    const path = url.replace('list-type=2', 'list-type=2&max-keys=2');
    const onward = http.request({ port: s3.port, host: '127.0.0.1', method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  stopping.push(stop);
  return { seen, store: createBlobStore(s3.url(port), outbound), stop };
}

const slowDown = '<Error><Code>SlowDown</Code><Message>Reduce</Message></Error>';
const mismatch =
  '<Error><Code>SignatureDoesNotMatch</Code><Message>Check</Message><StringToSign>S3RVER</StringToSign></Error>';

/** AWS Signature Version 4 of what arrived, as Amazon's documentation has it. */
function isSigned({ method = '', url = '', headers }: http.IncomingMessage, secret: string) {
  const { authorization = '' } = headers;
  const [, scope = '', signed = '', signature = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(authorization) ?? [];
  const [path = '', query = ''] = url.split('?');
  const canonical = [
    method,
    path,
    query.split('&').toSorted().join('&'),
    ...signed.split(';').map((name) => `${name}:${String(headers[name])}`),
    '',
    signed,
    headers['x-amz-content-sha256'],
  ].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const key = scope
    .split('/')
    .reduce<string | Buffer>((by, part) => createHmac('sha256', by).update(part).digest(), `AWS4${secret}`);
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash].join('\n');
  return createHmac('sha256', key).update(text).digest('hex') === signature;
}

describe('the S3 store', () => {
  it('signs what it sends, the hash of the content with it', async () => {
    const { store } = await standBefore([]);
    await store.put(key, contentOfBuffer(content));
    expect(await text(await store.open(key))).toBe('some content');
    expect((await Array.fromAsync(store.list('org/'))).map((blob) => blob.key)).toEqual([key]);
    await store.remove(key);
    expect(await store.exists(key)).toBe(false);
  });

  it('reads a listing that takes several answers', async () => {
    const { seen, store } = await standBefore([]);
    for (let index = 0; index < 5; index++) {
      const each = Buffer.from(`number ${index}`);
      await store.put(blobKey('many', createHash('sha256').update(each).digest('hex')), contentOfBuffer(each));
    }
    seen.length = 0;
    const keys = (await Array.fromAsync(store.list('many/'))).map((blob) => blob.key);
    expect(new Set(keys).size).toBe(5);
    expect(seen).toHaveLength(3);
  });

  it('tries again when the server is busy, sending the whole content each time', async () => {
    const { seen, store } = await standBefore([503, 429]);
    await store.put(key, contentOfBuffer(content));
    expect(seen).toEqual(Array(3).fill(`PUT /blobs/some/prefix/${key}`));
    expect(await text(await store.open(key))).toBe('some content');
  });

  it("gives up after the third try with the server's own words", async () => {
    const { seen, store } = await standBefore([500, 500, 503]);
    await expect(store.open(key)).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'The store of FILES_URL answered 503 SlowDown: Reduce',
    });
    expect(seen).toHaveLength(3);
  });

  it('says so when nothing answers', async () => {
    const { store, stop } = await standBefore([]);
    stop();
    await expect(store.exists(key)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('does not try again what was refused, and keeps what the answer quotes to itself', async () => {
    const { seen, store } = await standBefore([], 'another secret');
    await expect(store.put(key, contentOfBuffer(content))).rejects.toMatchObject({
      kind: 'refused',
      message: 'The store of FILES_URL answered 403 SignatureDoesNotMatch: Check',
    });
    expect(seen).toHaveLength(1);
  });

  it('is refused by the real server under a name that it does not know', async () => {
    const store = createBlobStore(s3.url(s3.port, 'somebody'), outbound);
    await expect(store.open(key)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('InvalidAccessKeyId'),
    });
  });

  it('tells a bucket that is not there from a blob that is not there', async () => {
    const store = createBlobStore(s3.url().replace('@blobs', '@nothing'), outbound);
    await expect(store.open(key)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('NoSuchBucket'),
    });
  });
});
