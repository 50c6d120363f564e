import { readdirSync, readFileSync } from 'node:fs';

/**
 * How long the threads of these processes could have run and had no processor, in milliseconds: the second number of
 * /proc/<pid>/task/<thread>/schedstat (Documentation/scheduler/sched-stats). 0 where the kernel does not say.
 */
export function waitedMs(pids: readonly number[]): number {
  return pids.flatMap(threadsOf).reduce((sum, thread) => sum + waitedOf(thread), 0);
}

function threadsOf(pid: number) {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`);
  } catch {
    return [];
  }
}

function waitedOf(thread: string) {
  try {
    return Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[1] ?? 0) / 1e6;
  } catch {
    return 0;
  }
}
