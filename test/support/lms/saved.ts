import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { PlatformKey } from './platform-keys.ts';
import type { Lms } from './state.ts';
import { Tool } from './tool.ts';

const Saved = z.object({ issuer: z.string(), keys: z.array(PlatformKey).min(2), tools: z.array(Tool) });
type Saved = z.output<typeof Saved>;

/**
 * What an earlier process left; null when there is no file. To tools that knew another issuer this would be another
 * platform, so they are left out. Throws an Error when the file is not what `writeSaved` writes.
 */
export async function loadSaved(file: string, issuer: string): Promise<Pick<Saved, 'keys' | 'tools'> | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const saved = readSaved(file, text);
  return { keys: saved.keys, tools: saved.issuer === issuer ? saved.tools : [] };
}

function readSaved(file: string, text: string): Saved {
  try {
    return Saved.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is not what the practice LMS wrote there. Delete it, and register the tools anew.`, {
      cause,
    });
  }
}

/** Whole or not at all: a file that was cut off could not be read again. */
export async function writeSaved(file: string, { issuer, keys, tools }: Lms) {
  const saved: Saved = { issuer, keys, tools };
  await writeFile(`${file}.new`, `${JSON.stringify(saved, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
