import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BlobStore } from '#src/files/blob-store.ts';
import { defineFileUse } from '#src/files/file-use.ts';
import { openLocalStore } from '#src/files/local-store.ts';
import { receiveBlob } from '#src/files/receive-blob.ts';

const avatar = defineFileUse({ name: 'test.avatar', maxBytes: 1000, types: ['image/png', 'image/jpeg'] });
const source = defineFileUse({
  name: 'test.source',
  maxBytes: 1000,
  types: ['text/plain', 'text/csv', 'application/pdf'],
});
const code = defineFileUse({ name: 'test.code', maxBytes: 1_000_000, types: ['text/plain'] });
const drawing = defineFileUse({ name: 'test.drawing', maxBytes: 1000, types: ['image/svg+xml'] });

const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
const organizationId = 'org';
let folder = '';
let store: BlobStore;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
  store = openLocalStore(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const stored = async () => (await Array.fromAsync(store.list())).map((blob) => blob.key);
const uploads = () => readdir(folder);
const receive = (use: typeof avatar, content: string | Buffer, declaredType: string | null = null) =>
  receiveBlob(store, use, { organizationId, source: Readable.from([Buffer.from(content)]), declaredType });

describe('receiveBlob', () => {
  it('stores a file under its hash, with the type that its bytes show', async () => {
    const received = await receive(avatar, png, 'image/jpeg');
    const sha256 = createHash('sha256').update(png).digest('hex');
    expect(received).toEqual({ key: `org/${sha256}`, sha256, bytes: png.length, type: 'image/png' });
    expect(await stored()).toEqual([received.key]);
  });

  it('refuses a file that is larger than the use allows, and stops reading it', async () => {
    let sent = 0;
    const endless = Readable.from(
      (async function* () {
        for (;;) yield Buffer.alloc(100, `${++sent}`);
      })(),
    );
    await expect(receiveBlob(store, source, { organizationId, source: endless })).rejects.toMatchObject({
      refusal: 'payloadTooLarge',
      key: 'kernel.files.tooLarge',
      parameters: { use: 'test.source', limitMegabytes: 0.001 },
    });
    expect(sent).toBeLessThan(100);
    expect(await stored()).toEqual([]);
    expect(await receive(source, 'x'.repeat(1000))).toMatchObject({ bytes: 1000 });
  });

  it.each([
    ['a picture that is a program', avatar, Buffer.from('MZ\0\0'), 'image/png', 'kernel.files.unsupportedType'],
    [
      'a picture that is a page',
      avatar,
      '<!doctype html><script>1</script>',
      'image/png',
      'kernel.files.unsupportedType',
    ],
    [
      'a picture that is a drawing with scripts',
      avatar,
      '<svg><script>1</script></svg>',
      'image/png',
      'kernel.files.unsupportedType',
    ],
    ['nothing where a picture is wanted', avatar, '', 'image/png', 'kernel.files.unsupportedType'],
    ['a picture where text is wanted', code, png, 'text/plain', 'kernel.files.notText'],
    ['text with a NUL', code, 'a\0b', 'text/plain', 'kernel.files.notText'],
    ['text in Latin-1', code, Buffer.from('gr\xfc\xdfe', 'latin1'), 'text/plain', 'kernel.files.notText'],
    ['text in UTF-16', code, Buffer.from('text', 'utf16le'), 'text/plain', 'kernel.files.notText'],
    ['text cut in the middle of a letter', code, Buffer.from('ä').subarray(0, 1), 'text/plain', 'kernel.files.notText'],
    ['text where a drawing is wanted', drawing, 'no drawing', 'image/svg+xml', 'kernel.files.unsupportedType'],
  ])('refuses %s', async (_what, use, content, declared, key) => {
    await expect(receive(use, content, declared)).rejects.toMatchObject({
      refusal: 'unsupportedType',
      key,
      parameters: { use: use.name },
    });
    expect(await stored()).toEqual([]);
  });

  it('finds what is no text far behind the beginning', async () => {
    await expect(receive(code, Buffer.concat([Buffer.alloc(500_000, 'a'), Buffer.from([0xff])]))).rejects.toMatchObject(
      { key: 'kernel.files.notText' },
    );
  });

  it.each([
    ['plain text', 'BMI = 3\n', null, 'text/plain'],
    ['text whose declared type is accepted', 'a,b\n', 'text/csv', 'text/csv'],
    ['text whose declared type is not', '<p>', 'text/html', 'text/plain'],
    ['an empty file', '', null, 'text/plain'],
    ['a document of ASCII only', '%PDF-1.4\n', 'text/plain', 'application/pdf'],
  ])('takes %s', async (_what, content, declared, type) => {
    expect(await receive(source, content, declared)).toMatchObject({ type });
  });

  it('takes letters that lie across two chunks', async () => {
    const letters = Buffer.from('äöü');
    const upload = {
      organizationId,
      source: Readable.from([letters.subarray(0, 1), letters.subarray(1, 4), letters.subarray(4)]),
    };
    const { key } = await receiveBlob(store, code, upload);
    expect(await text(await store.open(key))).toBe('äöü');
  });

  it('takes a drawing where one is wanted', async () => {
    expect(await receive(drawing, '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')).toMatchObject({
      type: 'image/svg+xml',
    });
  });

  it('leaves nothing when the sender goes away, gives up or the store fails', async () => {
    const temporaryFolder = folder;
    const gone = new Readable({ read: () => {} });
    gone.push('half of ');
    setImmediate(() => gone.destroy());
    await expect(receiveBlob(store, code, { organizationId, source: gone, temporaryFolder })).rejects.toThrow(
      'Premature close',
    );

    const stuck = new Readable({ read: () => {} });
    const receiving = receiveBlob(store, code, {
      organizationId,
      source: stuck,
      signal: AbortSignal.timeout(20),
      temporaryFolder,
    });
    await expect(receiving).rejects.toThrow('abort');

    const full: BlobStore = { ...store, put: () => Promise.reject(new Error('full')) };
    await expect(
      receiveBlob(full, code, { organizationId, source: Readable.from(['x']), temporaryFolder }),
    ).rejects.toThrow('full');
    expect(await stored()).toEqual([]);
    expect(await uploads()).toEqual([]);
  });
});
