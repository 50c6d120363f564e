import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processStart } from '../machine/process-start.ts';
import { errorCode } from '../machine/error-code.ts';

const folderOf = (directory: string) => path.join(directory, 'postgres.users');

/** Notes that this process uses the cluster; returns the note, a file named by pid and start of the process. */
export function joinUsers(directory: string): string {
  const name = `${process.pid}-${processStart(process.pid)}-${randomBytes(4).toString('hex')}`;
  const note = path.join(folderOf(directory), name);
  mkdirSync(folderOf(directory), { recursive: true });
  writeFileSync(note, '');
  return note;
}

/** Removes a note of `joinUsers` and those of processes that are gone; returns whether somebody is left. */
export function leaveUsers(directory: string, note: string): boolean {
  rmSync(note, { force: true });
  return hasUsers(directory);
}

/** Whether a living process uses the cluster; notes of processes that are gone are removed. */
export function hasUsers(directory: string): boolean {
  const [dead, alive] = [[] as string[], [] as string[]];
  for (const name of userNotes(directory)) (belongsToLiving(name) ? alive : dead).push(name);
  for (const name of dead) rmSync(path.join(folderOf(directory), name), { force: true });
  return alive.length > 0;
}

export function userNotes(directory: string): string[] {
  try {
    return readdirSync(folderOf(directory));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function belongsToLiving(name: string) {
  const [pid, startedAt] = name.split('-');
  return processStart(Number(pid)) === startedAt;
}
