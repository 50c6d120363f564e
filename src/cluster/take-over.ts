import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './answers.ts';
import { ClusterError } from './cluster-error.ts';
import { findPostmaster } from './postmaster.ts';

const patienceMs = 60_000;

/**
 * The port of the server that already runs on a data folder: of another process that uses it now, or left by one that
 * was killed. Waits for one that is just starting or stopping; null when none runs.
 */
export async function takeOver(data: string, say: (step: string) => void): Promise<number | null> {
  const deadline = Date.now() + patienceMs;
  for (let isTold = false; ; isTold = true) {
    const postmaster = findPostmaster(data);
    if (!postmaster) return null;
    if (postmaster.port !== null && (await answers(data, postmaster.port))) return postmaster.port;
    if (Date.now() > deadline) throw doesNotAnswer(data, postmaster.pid);
    if (!isTold)
      say(
        `waiting for the PostgreSQL that runs already (process ${postmaster.pid}, ${postmaster.status || 'starting'})`,
      );
    await sleep(100);
  }
}

function doesNotAnswer(data: string, pid: number) {
  return new ClusterError(
    `The PostgreSQL of ${data} runs (process ${pid}) but does not answer. End it with: kill -QUIT ${pid}`,
  );
}
