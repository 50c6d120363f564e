import path from 'node:path';
import type { MigrationFile } from '#src/database/migration-files.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { openAssets } from './assets/assets.ts';
import { listen } from './listen.ts';
import { LiveStreams } from './live/live-streams.ts';
import { createServer } from './server.ts';

export interface OpenWeb {
  readonly port: number;
  /** Stops accepting, sends streams away, and finishes what is open. */
  close(): Promise<void>;
}

interface Options {
  readonly migrations: readonly MigrationFile[];
  readonly isDraining: () => boolean;
  readonly at: { readonly port: number; readonly host: string | null };
}

/** Bundles the assets and listens; port 0 takes any. */
export async function openWeb(kernel: Kernel, { migrations, isDraining, at }: Options): Promise<OpenWeb> {
  const { config, plugins } = kernel;
  const assets = await openAssets({
    root: config.root,
    folders: plugins.map((plugin) => plugin.folder),
    // An image is read-only, and a folder that others can write to is no place for scripts.
    cacheFolder: config.production ? null : path.join(config.dataFolder, 'assets'),
    sourceMaps: !config.production,
  });
  const live = new LiveStreams(kernel);
  const server = await listen(createServer({ ...kernel, assets, live }, migrations, isDraining), at);
  return {
    port: server.port,
    async close() {
      // Accepts no more from here on, so that nobody who is sent away from a stream comes back to this process.
      const closed = server.close();
      await live.close();
      await closed;
    },
  };
}
