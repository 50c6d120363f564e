import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file that becomes an asset of its own; what it imports is part of it. */
export interface Entry {
  /** What templates call it. */
  readonly name: string;
  /** Relative to the root. */
  readonly file: string;
}

/** Our own script and style, and what lies directly in the `assets` of each folder; deeper files are there to be imported. */
export async function findEntries(root: string, folders: readonly string[]): Promise<readonly Entry[]> {
  const found = await Promise.all(folders.map((folder) => entriesOf(root, folder)));
  const own = ['app.js', 'app.css'].map((name) => ({ name, file: `views/assets/${name}` }));
  return [...own, ...found.flat()];
}

async function entriesOf(root: string, folder: string) {
  const inside = await readdir(path.join(root, folder, 'assets'), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return inside
    .filter((file) => file.isFile())
    .map((file) => ({ name: `${folder}/${file.name}`, file: `${folder}/assets/${file.name}` }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
