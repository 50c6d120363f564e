import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process started itself. */
export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);

/** The words with which a process was started; empty when it is gone. */
export const commandOf = (pid: number): string => readOf(String(pid), 'cmdline').replaceAll('\0', ' ');

/** Ends a process with SIGKILL, unless it has ended already. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error;
  }
}

const parentOf = (pid: string) => Number(/^PPid:\s+(\d+)/m.exec(readOf(pid, 'status'))?.[1] ?? 0);

function readOf(pid: string, file: string) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
