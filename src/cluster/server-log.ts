import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Opens the server's log for a new server; what an earlier one wrote is dropped, so that it stays bounded. */
export const openLog = (directory: string) => openSync(logFile(directory), 'w', 0o600);

export const logFile = (directory: string) => path.join(directory, 'postgres.log');

/** The last lines of the server's log, for an error. */
export function lastLines(directory: string): string {
  try {
    return readFileSync(logFile(directory), 'utf8').trim().split('\n').slice(-12).join('\n');
  } catch {
    return '(the log cannot be read)';
  }
}
