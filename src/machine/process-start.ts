import { readFileSync } from 'node:fs';
import { errorCode } from './error-code.ts';

/**
 * When a process began, in clock ticks since the machine started: with its pid it names one process, although pids are
 * used again. Null for a process that is gone; `unknown` where /proc does not show it.
 */
export function processStart(pid: number): string | null {
  try {
    // proc(5): the name in parentheses may hold spaces and parentheses; state is field 3, starttime field 22.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    // Nobody may ever collect a zombie (a container's first process often does not), yet it runs no more.
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? 'unknown');
  } catch {
    return takesSignals(pid) ? 'unknown' : null;
  }
}

export const isRunning = (pid: number) => processStart(pid) !== null;

function takesSignals(pid: number) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
