import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError } from './cluster-error.ts';
import { findPostmaster } from './postmaster.ts';
import { isRunning } from '../machine/process-start.ts';
import { errorCode } from '../machine/error-code.ts';

/**
 * Stops the server of a data folder, if one runs: fast (open transactions are rolled back), after ten seconds
 * immediate. Throws ClusterError when it still runs ten seconds later.
 */
export async function stopPostmaster(data: string, how: 'fast' | 'immediate' = 'fast'): Promise<void> {
  const pid = findPostmaster(data)?.pid;
  if (!pid) return;
  if (how === 'fast' && (await endsAfter('SIGINT', pid))) return;
  if (await endsAfter('SIGQUIT', pid)) return;
  throw new ClusterError(`The PostgreSQL of ${data} (process ${pid}) does not stop. End it with: kill -9 ${pid}`);
}

async function endsAfter(signal: NodeJS.Signals, pid: number) {
  const deadline = Date.now() + 10_000;
  send(signal, pid);
  while (isRunning(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function send(signal: NodeJS.Signals, pid: number) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
