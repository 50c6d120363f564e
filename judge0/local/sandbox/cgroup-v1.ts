import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Cgroup, Cgroups } from './cgroup.ts';
import type { Hierarchy } from './cgroup-mounts.ts';
import { membersOf, removeCgroups, sweepCgroups } from './remove-cgroup.ts';
import { writeAside } from './write-aside.ts';

/** Groups of version 1 under `name` in the hierarchies of memory, pids, cpuacct and cpu. Throws when one is missing or may not be written. */
export function cgroupsV1(hierarchies: readonly Hierarchy[], name: string, weight: number): Cgroups {
  const [memory, pids, cpuacct, cpu] = ['memory', 'pids', 'cpuacct', 'cpu'].map((controller) =>
    firstWritable(hierarchies, controller, name),
  ) as [string, string, string, string];
  const measured = [...new Set([memory, pids, cpuacct])];
  const open = (box: string): Cgroup => {
    const own = measured.map((folder) => path.join(folder, box));
    for (const folder of own) mkdirSync(folder);
    return groupOf(path.join(memory, box), path.join(pids, box), path.join(cpuacct, box), own);
  };
  const all = [...new Set([...measured, cpu])];
  const sweep = () => all.forEach(sweepCgroups);
  const prepare = () => {
    for (const folder of all) mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(cpu, 'cpu.shares'), String(Math.round((weight * 1024) / 100)));
  };
  prepare();
  const weigh = (pid: number) => writeFileSync(path.join(cpu, 'cgroup.procs'), String(pid));
  return { version: 1, open, weigh, sweep: () => (sweep(), prepare()), close: sweep };
}

function groupOf(memory: string, pids: string, cpuacct: string, own: readonly string[]): Cgroup {
  const number = (file: string) => Number(readFileSync(file, 'utf8'));
  // Without accounting of swap it is not there.
  const withSwap = path.join(memory, 'memory.memsw.limit_in_bytes');
  return {
    limit(memoryKb, processes) {
      writeFileSync(path.join(memory, 'memory.limit_in_bytes'), String(memoryKb * 1024));
      if (existsSync(withSwap)) writeFileSync(withSwap, String(memoryKb * 1024));
      writeFileSync(path.join(pids, 'pids.max'), String(processes));
    },
    join: async (pid) =>
      void (await Promise.all(own.map((folder) => writeAside(path.join(folder, 'cgroup.procs'), pid)))),
    members: () => membersOf(pids),
    cpuMs: () => number(path.join(cpuacct, 'cpuacct.usage')) / 1e6,
    peakKb: () => Math.round(number(path.join(memory, 'memory.max_usage_in_bytes')) / 1024),
    oomKills: () =>
      Number(/oom_kill (\d+)/.exec(readFileSync(path.join(memory, 'memory.oom_control'), 'utf8'))?.[1] ?? 0),
    remove: () => removeCgroups(own),
  };
}

/** Below the own group, so that its limits hold; a container shows only its own part of the tree, at the mount. */
function firstWritable(hierarchies: readonly Hierarchy[], controller: string, name: string) {
  const found = hierarchies.find(({ version, controllers }) => version === 1 && controllers.includes(controller));
  if (!found) throw new Error(`there is no cgroup controller "${controller}"`);
  for (const parent of [found.own, found.mount]) {
    const folder = path.join(parent, name);
    try {
      mkdirSync(folder, { recursive: true });
      return folder;
    } catch {
      continue;
    }
  }
  throw new Error(`the cgroup controller "${controller}" at ${found.mount} may not be written`);
}
