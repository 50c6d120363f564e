import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Claim = z.object({ pid: z.int(), born: z.string(), said: z.unknown().optional() });

/** What a judge says when it listens. */
export type Said = Readonly<Record<string, unknown>>;

export interface Folder {
  /** Keeps what this judge said, for whoever starts a second one. */
  say(said: Said): void;
  leave(): void;
}

/**
 * Makes this process the only judge of a folder. Where another one lives, gives what that one said, or null while it is
 * still starting.
 */
export function claimFolder(folder: string): { ours: Folder } | { theirs: Said | null } {
  const file = path.join(folder, 'judge.json');
  const own = { pid: process.pid, born: birthOf(process.pid) };
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const other = readClaim(file);
    if (other && birthOf(other.pid) === other.born) return { theirs: (other.said as Said | undefined) ?? null };
    rmSync(file, { force: true });
  }
  return {
    ours: {
      say(said) {
        writeFileSync(`${file}.new`, JSON.stringify({ ...own, said }), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      },
      leave: () => rmSync(file, { force: true }),
    },
  };
}

function readClaim(file: string) {
  try {
    return Claim.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** When a process began, in ticks since the machine did: numbers of processes are used again. Empty for none. */
function birthOf(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
