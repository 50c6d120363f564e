import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { StoredBlob } from './blob-store.ts';
import { StoredFile } from './stored-file.entity.ts';

const dayMs = 24 * 3600_000;
const atOnce = 500;

/**
 * Removes bytes to which no row leads: uploads whose transaction was rolled back, and files whose last row is gone. They
 * have a day, so that what was received just now can still be kept.
 */
export const sweepBlobs = defineJob({
  name: 'kernel.sweepBlobs',
  schedule: '41 2 * * *',
  work: 'steps',
  data: z.object({}),
  async run(scope) {
    const before = new Date(scope.now().getTime() - dayMs);
    let old: StoredBlob[] = [];
    for await (const blob of scope.files.blobs()) {
      if (blob.modifiedAt < before) old.push(blob);
      if (old.length < atOnce) continue;
      await sweep(scope, old, before);
      old = [];
    }
    await sweep(scope, old, before);
  },
});

async function sweep(scope: Scope, blobs: readonly StoredBlob[], before: Date) {
  const hashes = blobs.map(({ key }) => key.slice(-64));
  const kept = await scope.transaction(
    async ({ em }) => new Set((await em.find(StoredFile, { sha256: { $in: hashes } })).map((file) => file.sha256)),
    { readOnly: true },
  );
  for (const blob of blobs) {
    if (!kept.has(blob.key.slice(-64)) && (await scope.files.discard(blob, before))) {
      scope.log.info({ blob: blob.key, bytes: blob.bytes }, 'removed bytes to which no file led');
    }
  }
}
