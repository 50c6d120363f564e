import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as letOthers } from 'node:timers/promises';
import { parse } from 'yaml';
import { patternIds, type PatternId } from './pattern-ids.ts';
import { PatternFile, type Pattern } from './pattern.ts';

const folder = path.join(import.meta.dirname, 'library');

let read: readonly Pattern[] | null = null;

/** The patterns that come with the plugin, by their ids; read once. Throws a ZodError for a file that is none. */
export const library = (): readonly Pattern[] => (read ??= patternIds.map(readPattern));

/** The same where others must not wait: between two files whoever has something to do gets their turn. */
export async function loadLibrary(): Promise<readonly Pattern[]> {
  if (read) return read;
  const patterns: Pattern[] = [];
  for (const id of patternIds) {
    patterns.push(readPattern(id));
    await letOthers();
  }
  return (read = patterns);
}

const readPattern = (id: PatternId): Pattern => ({
  id,
  ...PatternFile.parse(parse(readFileSync(path.join(folder, fileOf(id)), 'utf8'))),
});

/** `mutableDefault` stands in `mutable-default.yaml`. */
export const fileOf = (id: PatternId): string =>
  `${id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.yaml`;
