import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { StartedJudge } from './start-local-judge.ts';

export interface LeftOvers {
  /** Of boxes; one that waits has two. */
  readonly processes: number;
  /** Small processes that start boxes, one for each place; they stay. */
  readonly launchers: number;
  readonly zombies: number;
  /** Control groups of boxes, however many hierarchies there are. */
  readonly boxes: number;
  readonly mounts: number;
  readonly files: number;
}

/** Of a judge that waits: boxes are ready, two processes each. On version 1 a box is in three groups. */
export const idleJudge = (slots: number): Omit<LeftOvers, 'launchers'> => ({
  processes: 2 * slots,
  zombies: 0,
  boxes: slots,
  mounts: 0,
  files: 0,
});

/** What is there when nothing ends any more, or after five seconds. Launchers are not more than there may be places. */
export async function settled(judge: StartedJudge, slots: number): Promise<Partial<LeftOvers>> {
  const wanted = JSON.stringify(idleJudge(slots));
  for (let tries = 0; ; tries += 1) {
    const { launchers, ...left } = leftOvers(judge);
    const isSettled = JSON.stringify(left) === wanted && launchers <= 3 * slots;
    if (isSettled || tries >= 50) return isSettled ? left : { ...left, launchers };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What there is of this judge on the machine at this moment. */
export function leftOvers(judge: StartedJudge): LeftOvers {
  const group = `assay-judge-${createHash('sha256').update(judge.folder).digest('hex').slice(0, 12)}`;
  const processes = allProcesses();
  const own = new Set([judge.pid]);
  for (let grown = 0; grown !== own.size;) {
    grown = own.size;
    for (const { pid, parent, groups } of processes) if (own.has(parent) || groups.includes(group)) own.add(pid);
  }
  const ofBoxes = processes.filter(({ pid, parent }) => pid !== judge.pid && parent !== judge.pid && own.has(pid));
  return {
    processes: ofBoxes.length,
    launchers: processes.filter(({ parent }) => parent === judge.pid).length,
    zombies: processes.filter(({ pid, state }) => state === 'Z' && own.has(pid)).length,
    boxes: boxGroups(group).size,
    mounts: readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(judge.folder)).length,
    files: filesOf(path.join(judge.folder, 'boxes')),
  };
}

function allProcesses() {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state = '', parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [
        { pid: Number(name), state, parent: Number(parent), groups: readFileSync(`/proc/${name}/cgroup`, 'utf8') },
      ];
    } catch {
      return [];
    }
  });
}

/** Looks where cgroups are: at the roots, and where the judge's own processes are. */
function boxGroups(group: string) {
  const own = readFileSync('/proc/self/cgroup', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(':').slice(2));
  const roots = ['/sys/fs/cgroup', ...entriesOf('/sys/fs/cgroup').map((name) => path.join('/sys/fs/cgroup', name))];
  const folders = roots.flatMap((root) => ['/', ...own].map((below) => path.join(root, below, group)));
  return new Set(folders.flatMap((folder) => entriesOf(folder).filter((name) => name.startsWith('box-'))));
}

/** Of places: what a program has made there, where nothing but its inputs and outputs belongs. */
function filesOf(folder: string) {
  const known = ['filter', 'stdin', 'stdout', 'stderr', 'notes', 'files', 'made'];
  return entriesOf(folder)
    .flatMap((place) => entriesOf(path.join(folder, place)))
    .filter((name) => !known.includes(name)).length;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
