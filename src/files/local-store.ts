import type { Dirent } from 'node:fs';
import { access, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isNativeError } from 'node:util/types';
import { writeAtomically } from './atomic-write.ts';
import { verifiedBytes } from './blob-content.ts';
import { checkedKey, isBlobKey } from './blob-key.ts';
import { BlobStoreFailure } from './blob-store-failure.ts';
import type { BlobStore, StoredBlob } from './blob-store.ts';

const leftAfterMs = 24 * 3600_000;

/** Blobs in a folder of this machine, readable by this user only: `<organizationId>/<first two of the hash>/<hash>`. */
export function openLocalStore(root: string): BlobStore {
  const incoming = path.join(root, '.incoming');
  const fileOf = (key: string) => {
    const [organization = '', hash = ''] = checkedKey(key).split('/');
    return path.join(root, organization, hash.slice(0, 2), hash);
  };
  let swept: Promise<void> | null = null;
  return {
    put: (key, content) =>
      told(key, async () => {
        await (swept ??= removeLeftovers(incoming));
        await writeAtomically(fileOf(key), verifiedBytes(key, content), incoming);
      }),
    open: (key) => told(key, async () => (await open(fileOf(key), 'r')).createReadStream()),
    exists: (key) => told(key, () => access(fileOf(key)).then(() => true, whenMissing(false))),
    remove: (key) => told(key, () => rm(fileOf(key), { force: true })),
    list: (prefix = '') => listBlobs(root, prefix),
  };
}

/** What a killed process was writing; it has a day, because another process may be writing at this moment. */
async function removeLeftovers(incoming: string) {
  const names = await readdir(incoming).catch(whenMissing<string[]>([]));
  for (const name of names) {
    const file = path.join(incoming, name);
    const age = await stat(file).then((found) => Date.now() - found.mtimeMs, whenMissing(0));
    if (age > leftAfterMs) await rm(file, { force: true });
  }
}

async function* listBlobs(root: string, prefix: string): AsyncGenerator<StoredBlob> {
  for (const organization of await foldersIn(root)) {
    const ownPrefix = `${organization}/`;
    if (!ownPrefix.startsWith(prefix) && !prefix.startsWith(ownPrefix)) continue;
    for (const first of await foldersIn(path.join(root, organization))) {
      const names = await readdir(path.join(root, organization, first)).catch(whenMissing<string[]>([]));
      for (const name of names.toSorted()) {
        const key = ownPrefix + name;
        if (!isBlobKey(key) || !key.startsWith(prefix)) continue;
        const found = await stat(path.join(root, organization, first, name)).catch(whenMissing(null));
        if (found) yield { key, bytes: found.size, modifiedAt: found.mtime };
      }
    }
  }
}

async function foldersIn(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(whenMissing<Dirent[]>([]));
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted();
}

const isMissing = (error: unknown) => isNativeError(error) && 'code' in error && error.code === 'ENOENT';

const whenMissing =
  <T>(value: T) =>
  (error: unknown): T => {
    if (isMissing(error)) return value;
    throw error;
  };

async function told<T>(key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) throw new BlobStoreFailure('missing', `There is no blob ${key}.`, error);
    if (!isNativeError(error) || !('syscall' in error)) throw error;
    throw new BlobStoreFailure('unavailable', `The folder of FILES_URL: ${error.message}`, error);
  }
}
