import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BlobContent, contentOfBuffer } from '#src/files/blob-content.ts';
import { blobKey } from '#src/files/blob-key.ts';
import { type BlobStore, createBlobStore } from '#src/files/blob-store.ts';
import { createOutbound } from '#src/outbound/create-outbound.ts';
import { startS3 } from './s3-server.ts';

const outbound = createOutbound({ allow: [], production: true, version: 'test' });
let folder = '';
let s3: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
  s3 = await startS3(path.join(folder, 's3'));
});

afterAll(async () => {
  await s3.stop();
  await outbound.close();
  await rm(folder, { recursive: true });
});

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** An organization of its own, and a way to store bytes in it. */
function ownOrganization(store: BlobStore) {
  const organizationId = randomUUID();
  const keyOf = (content: Uint8Array) => blobKey(organizationId, sha256(content));
  return {
    prefix: `${organizationId}/`,
    keyOf,
    async keep(text: string) {
      const content = Buffer.from(text);
      await store.put(keyOf(content), contentOfBuffer(content));
      return keyOf(content);
    },
    keys: async () => (await Array.fromAsync(store.list(`${organizationId}/`))).map((blob) => blob.key),
  };
}

const kinds = {
  'a local folder': () => createBlobStore(pathToFileURL(path.join(folder, 'local')).href, outbound),
  'an S3 bucket': () => createBlobStore(s3.url(), outbound),
};

describe.each(Object.entries(kinds))('blobs in %s', (_kind, open) => {
  it('come back as they were stored, large and empty ones too [T4-17]', async () => {
    const store = open();
    const { keyOf } = ownOrganization(store);
    for (const content of [Buffer.from('ä'), Buffer.alloc(3_000_000, 'x'), Buffer.alloc(0)]) {
      await store.put(keyOf(content), contentOfBuffer(content));
      expect(await store.exists(keyOf(content))).toBe(true);
      expect((await buffer(await store.open(keyOf(content)))).equals(content)).toBe(true);
    }
  });

  it('are listed for one organization, or for all', async () => {
    const store = open();
    const [one, other] = [ownOrganization(store), ownOrganization(store)];
    const key = await one.keep('mine');
    const otherKey = await other.keep('theirs');
    const [found, ...more] = await Array.fromAsync(store.list(one.prefix));
    expect(found).toMatchObject({ key, bytes: 4 });
    expect(Math.abs(Date.now() - found!.modifiedAt.getTime())).toBeLessThan(5_000);
    expect(more).toEqual([]);
    const all = (await Array.fromAsync(store.list())).map((blob) => blob.key);
    expect(all).toEqual(expect.arrayContaining([key, otherKey]));
  });

  it('are renewed when the same content is stored again, and are still one', async () => {
    const store = open();
    const { keep, keys, prefix } = ownOrganization(store);
    await keep('again');
    const [before] = await Array.fromAsync(store.list(prefix));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await keep('again');
    const [after] = await Array.fromAsync(store.list(prefix));
    expect(after!.modifiedAt.getTime()).toBeGreaterThan(before!.modifiedAt.getTime());
    expect(await keys()).toHaveLength(1);
  });

  it('are gone once removed, and may be removed again', async () => {
    const store = open();
    const { keep } = ownOrganization(store);
    const key = await keep('gone');
    await store.remove(key);
    await store.remove(key);
    expect(await store.exists(key)).toBe(false);
    await expect(store.open(key)).rejects.toMatchObject({ name: 'BlobStoreFailure', kind: 'missing' });
  });

  it('are never made of bytes other than their hash promises', async () => {
    const store = open();
    const { keyOf, keys } = ownOrganization(store);
    const content = Buffer.from('right');
    for (const wrong of [Buffer.from('wrong'), Buffer.from('righ')]) {
      const given = { ...contentOfBuffer(wrong), bytes: content.length };
      await expect(store.put(keyOf(content), given)).rejects.toMatchObject({ kind: 'damaged' });
    }
    expect(await keys()).toEqual([]);
  });

  it('leave nothing when their source breaks off', async () => {
    const store = open();
    const { keyOf, keys } = ownOrganization(store);
    const broken: BlobContent = {
      bytes: 200_000,
      open: () =>
        Readable.from(
          (async function* () {
            yield Buffer.alloc(50_000);
            yield Buffer.alloc(50_000);
            throw new Error('the disk is gone');
          })(),
        ),
    };
    await expect(store.put(keyOf(Buffer.alloc(200_000)), broken)).rejects.toThrow();
    expect(await keys()).toEqual([]);
  });

  it('have no other keys', async () => {
    const store = open();
    for (const key of [
      '../x',
      `a/../${'0'.repeat(64)}`,
      `/${'0'.repeat(64)}`,
      `a/${'0'.repeat(63)}`,
      `a/${'0'.repeat(64)}\n`,
    ]) {
      await expect((async () => store.open(key))()).rejects.toThrow('is no blob key');
    }
    expect(await Array.fromAsync(store.list('nobody/'))).toEqual([]);
  });
});

describe('createBlobStore', () => {
  it.each([
    ['ftp://somewhere', 'file:/// or s3://'],
    ['nonsense', 'file:/// or s3://'],
    ['s3://bucket', 's3://key:secret@bucket'],
    ['s3://k:s@B', 'the name of a bucket'],
    ['s3://k:s@bucket?endpoint=gopher://x', 'an endpoint'],
    ['s3://k:s@bucket?acl=public', 'acl'],
    ['s3://k:s@bucket/pre fix', 'prefix'],
  ])('says what is wrong with %s', (url, words) => {
    expect(() => createBlobStore(url, outbound)).toThrow(words);
  });

  it('takes credentials that are not in the address', async () => {
    const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
    const store = createBlobStore(s3.url().replace('S3RVER:S3RVER@', ''), outbound, credentials);
    expect(await store.exists(blobKey('nobody', sha256(Buffer.from('x'))))).toBe(false);
  });
});

it('leaves no half-written file in the local folder', async () => {
  expect(await readdir(path.join(folder, 'local', '.incoming'))).toEqual([]);
});
