import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** Starts a process that analyses. It gets nothing of our environment, and 256 MB for its objects. */
export const forkAnalyst = (): ChildProcess =>
  fork(path.join(import.meta.dirname, 'main.ts'), [], {
    execArgv: ['--max-old-space-size=256', '--disable-warning=ExperimentalWarning'],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });

/** Whether our own process waits for this one when it has nothing else to do. */
export function hold(child: ChildProcess, isHeld: boolean): void {
  const way = isHeld ? 'ref' : 'unref';
  child[way]();
  child.channel?.[way]();
}
