import type { RequestHandler } from 'express';
import type { AssetFile } from './asset-file.ts';
import { bundleAssets } from './bundle-assets.ts';
import { compress } from './compress.ts';
import { findEntries } from './entries.ts';
import { cacheKey, readCached, writeCached } from './asset-cache.ts';
import { serveAssets } from './serve-assets.ts';

/** Scripts, styles, fonts and pictures under names that change with their content. */
export interface Assets {
  /** The address of `app.js`, `app.css` or `plugins/<name>/<file>`. Throws an Error that lists what there is. */
  url(name: string): string;
  /** The address of a module and of all that it imports at once: fetched together, none waits for the one that names it. */
  moduleUrls(name: string): readonly string[];
  /** What `integrity` says in a tag for it; other origins have to be given `crossorigin` as well. */
  integrity(name: string): string;
  /** Answers everything under `/assets/`; to be mounted at the root, before sessions, limits and compression. */
  readonly handler: RequestHandler;
  /** Whether nothing had to be bundled, whether the next start will find it so, and what was found. */
  readonly origin: 'cache' | 'bundled' | 'bundled, not kept';
}

export interface AssetOptions {
  /** The folder of the application: holds `views/assets` and `node_modules`. */
  readonly root: string;
  /** Folders of plugins, relative to the root; what lies directly in `<folder>/assets` is served as `<folder>/<file>`. */
  readonly folders: readonly string[];
  /** Where bundles are kept between starts; null keeps none. It need not be writable, nor exist. */
  readonly cacheFolder: string | null;
  /** Whether debuggers are to see the sources; not in production. */
  readonly sourceMaps: boolean;
}

/** Bundles once, and finds the bundle again as long as nothing that went into it has changed. */
export async function openAssets({ root, folders, cacheFolder, sourceMaps }: AssetOptions): Promise<Assets> {
  const entries = await findEntries(root, folders);
  const key = await cacheKey(root, entries, sourceMaps);
  const cached = cacheFolder && (await readCached(root, cacheFolder, key));
  if (cached) return assetsOf(cached, 'cache');
  const { files: bundled, inputs } = await bundleAssets(root, entries, sourceMaps);
  const files = await Promise.all(bundled.map(compress));
  const isKept = cacheFolder !== null && (await writeCached(root, cacheFolder, key, { files, inputs }));
  return assetsOf(files, isKept ? 'bundled' : 'bundled, not kept');
}

function assetsOf(files: readonly AssetFile[], origin: Assets['origin']): Assets {
  const named = new Map(files.flatMap((file) => (file.name === null ? [] : [[file.name, file] as const])));
  const find = (name: string) => {
    const file = named.get(name);
    if (!file) throw new Error(`No asset is called ${name}. There are: ${[...named.keys()].join(', ')}.`);
    return file;
  };
  const urlOf = (file: string) => `/assets/${file}`;
  return {
    url: (name) => urlOf(find(name).path),
    moduleUrls: (name) => [find(name).path, ...find(name).imports].map(urlOf),
    integrity: (name) => find(name).integrity,
    handler: serveAssets(files),
    origin,
  };
}
