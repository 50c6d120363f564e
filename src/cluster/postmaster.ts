import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isRunning } from '../machine/process-start.ts';
import { errorCode } from '../machine/error-code.ts';

/** A PostgreSQL server that runs on our data, as its own postmaster.pid tells. */
export interface Postmaster {
  readonly pid: number;
  /** Null until the server has come that far. */
  readonly port: number | null;
  readonly status: string;
}

/**
 * The server that runs on a data folder, or null. A postmaster.pid that names a dead process, or a living one that is
 * something else because the number was used again, counts as none.
 */
export function findPostmaster(data: string): Postmaster | null {
  const [pid, , , port, , , , status = ''] = readPidFile(data);
  const number = Number(pid);
  if (!Number.isInteger(number) || number <= 0 || !isRunning(number) || !runsOn(number, data)) return null;
  return { pid: number, port: Number(port) || null, status: status.trim() };
}

export const pidFile = (data: string) => path.join(data, 'postmaster.pid');

function readPidFile(data: string) {
  try {
    return readFileSync(pidFile(data), 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** We start it as `postgres -D <data> …`. */
function runsOn(pid: number, data: string) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  } catch {
    return false;
  }
}
