import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { writeAtomically } from '#src/files/atomic-write.ts';
import { AssetFile } from './asset-file.ts';
import type { Bundle } from './bundle-assets.ts';
import type { Entry } from './entries.ts';

/** To be raised when the shape below or the way of bundling changes. */
const format = 3;

/** `inputs` has the SHA-256 of every file that went in, by its path relative to the root. */
const Cached = z.object({ files: z.array(AssetFile), inputs: z.record(z.string(), z.string()) });

/** The same for every start that bundles the same files in the same way, whatever is in them. */
export async function cacheKey(root: string, entries: readonly Entry[], sourceMaps: boolean): Promise<string> {
  const bundler = await sha256Of(path.join(root, 'node_modules/esbuild/package.json'));
  return sha256(JSON.stringify({ format, bundler, entries, sourceMaps }));
}

/** What was kept under this key, or null: nothing, something unreadable, or made from other content. */
export async function readCached(root: string, folder: string, key: string): Promise<AssetFile[] | null> {
  try {
    const { files, inputs } = Cached.parse(deserialize(await readFile(path.join(folder, key))));
    const now = await hashInputs(root, Object.keys(inputs));
    return Object.entries(inputs).every(([file, hash]) => now[file] === hash) ? files : null;
  } catch {
    return null;
  }
}

/** Resolves to whether it could be kept: an image may have no folder that can be written to. */
export async function writeCached(
  root: string,
  folder: string,
  key: string,
  { files, inputs }: { files: readonly AssetFile[]; inputs: Bundle['inputs'] },
): Promise<boolean> {
  const content = { files, inputs: await hashInputs(root, inputs) };
  return writeAtomically(path.join(folder, key), [serialize(content)]).then(
    () => true,
    () => false,
  );
}

async function hashInputs(root: string, inputs: readonly string[]) {
  const hashed = inputs.map(async (file) => [file, await sha256Of(path.join(root, file))] as const);
  return Object.fromEntries(await Promise.all(hashed));
}

const sha256Of = async (file: string) => sha256(await readFile(file));

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
