import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '#src/config/config.ts';
import { createBlobStore, type BlobStore } from '#src/files/blob-store.ts';
import { createOutbound } from '#src/outbound/create-outbound.ts';
import type { Plugin } from '#src/plugin.ts';

/** What backup and restore work with. No kernel: it opens only on a database that is as the code needs it. */
export interface Surroundings {
  readonly config: Config;
  readonly plugins: readonly Plugin[];
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly say: (step: string) => void;
}

export const applicationVersion = (root: string) =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).version;

/** Runs `work` with the store that FILES_URL names. */
export async function withBlobStore<R>(config: Config, work: (store: BlobStore) => Promise<R>): Promise<R> {
  const outbound = createOutbound({
    allow: config.outboundAllow,
    production: config.production,
    version: applicationVersion(config.root),
  });
  try {
    return await work(createBlobStore(config.filesUrl, outbound));
  } finally {
    await outbound.close();
  }
}
