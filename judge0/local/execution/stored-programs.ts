import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Compiled } from './compiled-programs.ts';

const maxBytes = 512 * 1024 * 1024;

/** Compiled programs on disk, a file each: a line of JSON, then the archive. Together 512 MB; what was not used for longest goes. */
export function openStoredPrograms(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const sizes = existing(folder);
  const fileOf = (key: string) => path.join(folder, key);
  const dropOldest = async () => {
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [key, size] of sizes) {
      if (total <= maxBytes) return;
      sizes.delete(key);
      total -= size;
      await rm(fileOf(key), { force: true });
    }
  };
  return {
    async save(key: string, { files, output }: Compiled) {
      const bytes = Buffer.concat([Buffer.from(`${JSON.stringify({ output })}\n`), files]);
      await writeFile(`${fileOf(key)}.new`, bytes, { mode: 0o600 });
      await rename(`${fileOf(key)}.new`, fileOf(key));
      sizes.set(key, bytes.length);
      await dropOldest();
    },
    load(key: string): Compiled | null {
      const size = sizes.get(key);
      if (size === undefined) return null;
      // Used last, dropped last; the time on disk says it to the next life.
      sizes.delete(key);
      sizes.set(key, size);
      const now = new Date();
      utimesSync(fileOf(key), now, now);
      const bytes = readFileSync(fileOf(key));
      const end = bytes.indexOf('\n');
      const { output } = JSON.parse(bytes.toString('utf8', 0, end)) as { output: string };
      return { output, files: bytes.subarray(end + 1) };
    },
  };
}

function existing(folder: string) {
  const names = readdirSync(folder).filter((name) => {
    if (name.endsWith('.new')) rmSync(path.join(folder, name), { force: true });
    return !name.endsWith('.new');
  });
  const found = names.map((name) => {
    const { size, mtimeMs } = statSync(path.join(folder, name));
    return { name, size, mtimeMs };
  });
  return new Map(found.toSorted((a, b) => a.mtimeMs - b.mtimeMs).map(({ name, size }) => [name, size]));
}
