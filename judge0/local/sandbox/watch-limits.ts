import { availableParallelism } from 'node:os';
import type { Cgroup } from './cgroup.ts';
import type { Killed, Limits } from './limits.ts';
import { waitedMs } from './waited-ms.ts';

/** Time for the shell of a program that was killed for want of memory to say so on its standard error. */
const lastWordsMs = 300;

/** How much of its wait for a processor is given to a program, in limits of time: whoever starts many threads waits long. */
const mostWaits = 2;

/**
 * Calls `kill` when the box has used more than it may. `before` is what its group had used already. Returns what ends
 * the watching.
 */
export function watchLimits(
  cgroup: Cgroup | null,
  before: number,
  limits: Limits,
  kill: (reason: Killed) => void,
): () => void {
  const ranOut = () => (cgroup?.oomKills() ?? 0) > 0;
  const unwatchClock = watchClock(cgroup, limits.wallMs, () => kill(ranOut() ? 'memory' : 'wall'));
  let look: NodeJS.Timeout | undefined;
  const most = limits.cpuMs + limits.extraMs;
  const watch = (group: Cgroup, delay: number) => {
    look = setTimeout(() => {
      const left = most - (group.cpuMs() - before);
      if (ranOut()) {
        // Version 1 kills one process of a group only.
        look = setTimeout(() => kill('memory'), lastWordsMs);
        return;
      }
      if (left <= 0) return kill('cpu');
      watch(group, Math.min(Math.max(left / availableParallelism(), 5), 50));
    }, delay);
  };
  if (cgroup) watch(cgroup, Math.min(50, Math.max(most, 5)));
  return () => {
    unwatchClock();
    clearTimeout(look);
  };
}

/** A program that waits for a processor, because the machine is busy and boxes weigh less than pages, is innocent of that time. */
function watchClock(cgroup: Cgroup | null, wallMs: number, isOver: () => void) {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const wait = (ms: number) => {
    timer = setTimeout(() => {
      const waited = Math.min(cgroup ? waitedMs(cgroup.members()) : 0, mostWaits * wallMs);
      const left = wallMs + waited - (performance.now() - started);
      if (left < 1) isOver();
      else wait(left);
    }, ms);
  };
  wait(wallMs);
  return () => clearTimeout(timer);
}
