import { readdirSync, readFileSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Removes empty groups; the kernel needs a moment after the last process. */
export async function removeCgroups(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (let tries = 0; !removed(folder); tries += 1) {
      if (tries > 200) throw new Error(`${folder} does not become empty`);
      killMembers(folder);
      await sleep(Math.min(2 + tries, 20));
    }
  }
}

/** Ends everything in the groups below `folder` and removes them; for what a former life left. */
export function sweepCgroups(folder: string): void {
  for (const name of foldersIn(folder)) sweepCgroups(path.join(folder, name));
  for (let tries = 0; tries < 100 && !removed(folder); tries += 1) {
    killMembers(folder);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
}

function killMembers(folder: string) {
  for (const pid of membersOf(folder))
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
}

/** The processes that are in a group. */
export function membersOf(folder: string): number[] {
  try {
    return readFileSync(path.join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function foldersIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return [];
  }
}

function removed(folder: string) {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
