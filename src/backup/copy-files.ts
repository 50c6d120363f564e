import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BlobContent } from '#src/files/blob-content.ts';
import { BlobStoreFailure } from '#src/files/blob-store-failure.ts';
import type { BlobStore, StoredBlob } from '#src/files/blob-store.ts';
import type { BackedUpFiles } from './manifest.ts';

/** So many at once, because a store behind the network answers each one slowly. */
const atOnce = 8;

/** Copies every blob into the backup. One that disappears meanwhile, or is damaged, is named and does not end the backup. */
export async function backUpFiles(store: BlobStore, backup: BlobStore): Promise<BackedUpFiles> {
  const missing: string[] = [];
  const damaged: string[] = [];
  await forEachBlob(store, async ({ key, bytes }) => {
    const content = await store.open(key).catch(unless('missing'));
    if (!content) return void missing.push(key);
    const isWhole = await backup.put(key, { bytes, open: () => content }).then(() => true, unless('damaged'));
    if (!isWhole) damaged.push(key);
  });
  return { ...(await summary(backup)), missing: missing.toSorted(), damaged: damaged.toSorted() };
}

/** Copies the backup's blobs into the store, which checks each against its hash. Returns how many were not there yet. */
export async function restoreFiles(backup: BlobStore, store: BlobStore): Promise<number> {
  let added = 0;
  await forEachBlob(backup, async ({ key, bytes }) => {
    if (await store.exists(key)) return;
    await store.put(key, contentOfBlob(backup, key, bytes));
    added += 1;
  });
  return added;
}

/** How many blobs there are, and a hash of their keys and sizes. */
export async function summary(backup: BlobStore) {
  const hash = createHash('sha256');
  let count = 0;
  let total = 0;
  for await (const { key, bytes } of backup.list()) {
    hash.update(`${key} ${bytes}\n`);
    count += 1;
    total += bytes;
  }
  return { count, bytes: total, sha256: hash.digest('hex') };
}

async function forEachBlob(store: BlobStore, work: (blob: StoredBlob) => Promise<void>) {
  let batch: StoredBlob[] = [];
  for await (const blob of store.list()) {
    batch.push(blob);
    if (batch.length < atOnce) continue;
    await Promise.all(batch.map(work));
    batch = [];
  }
  await Promise.all(batch.map(work));
}

const contentOfBlob = (store: BlobStore, key: string, bytes: number): BlobContent => ({
  bytes,
  open: () => Readable.from(opened(store, key), { objectMode: false }),
});

async function* opened(store: BlobStore, key: string) {
  yield* await store.open(key);
}

const unless = (kind: BlobStoreFailure['kind']) => (error: unknown) => {
  if (error instanceof BlobStoreFailure && error.kind === kind) return null;
  throw error;
};
