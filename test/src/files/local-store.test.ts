import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { contentOfBuffer } from '#src/files/blob-content.ts';
import { blobKey } from '#src/files/blob-key.ts';
import { openLocalStore } from '#src/files/local-store.ts';

let root = '';
beforeEach(async () => {
  root = path.join(await mkdtemp(path.join(tmpdir(), 'assay-test-')), 'files');
});
afterEach(() => rm(path.dirname(root), { recursive: true }));

const content = Buffer.from('secret answer');
const hash = createHash('sha256').update(content).digest('hex');
const key = blobKey('org', hash);

describe('the local store', () => {
  it('is readable by its own user only', async () => {
    await openLocalStore(root).put(key, contentOfBuffer(content));
    const file = path.join(root, 'org', hash.slice(0, 2), hash);
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    for (const folder of [root, path.join(root, 'org'), path.join(root, '.incoming'), path.dirname(file)]) {
      expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700');
    }
  });

  it('removes what a killed process left a day ago, and nothing younger', async () => {
    const incoming = path.join(root, '.incoming');
    await mkdir(incoming, { recursive: true });
    await writeFile(path.join(incoming, '.old.part'), 'x');
    await writeFile(path.join(incoming, '.young.part'), 'x');
    const yesterday = Date.now() / 1000 - 25 * 3600;
    await utimes(path.join(incoming, '.old.part'), yesterday, yesterday);
    await openLocalStore(root).put(key, contentOfBuffer(content));
    expect(await readdir(incoming)).toEqual(['.young.part']);
  });

  it('says which setting is concerned when the folder cannot be written', async () => {
    await writeFile(root, 'a file where the folder should be');
    const putting = openLocalStore(root).put(key, contentOfBuffer(content));
    await expect(putting).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('FILES_URL') });
  });

  it('is empty before anything was stored', async () => {
    expect(await Array.fromAsync(openLocalStore(root).list())).toEqual([]);
    expect(await openLocalStore(root).exists(key)).toBe(false);
  });
});
