import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Cgroup, Cgroups } from './cgroup.ts';
import type { Hierarchy } from './cgroup-mounts.ts';
import { membersOf, removeCgroups, sweepCgroups } from './remove-cgroup.ts';
import { writeAside } from './write-aside.ts';

const needed = ['cpu', 'memory', 'pids'];

/** Groups of version 2 under `name`, in the part of the tree that is ours. Throws when the controllers are missing or may not be used. */
export function cgroupsV2(hierarchies: readonly Hierarchy[], name: string, weight: number): Cgroups {
  const hierarchy = hierarchies.find(({ version }) => version === 2);
  if (!hierarchy) throw new Error('there is no cgroup of version 2');
  const parent = existsSync(hierarchy.own) ? hierarchy.own : hierarchy.mount;
  const offered = readFileSync(path.join(parent, 'cgroup.controllers'), 'utf8').trim().split(' ');
  const missing = needed.filter((controller) => !offered.includes(controller));
  if (missing.length > 0) throw new Error(`${parent} is not given the controllers ${missing.join(', ')}`);
  const folder = path.join(parent, name);
  const prepare = () => {
    delegate(parent);
    mkdirSync(folder, { recursive: true });
    delegate(folder);
    writeFileSync(path.join(folder, 'cpu.weight'), String(weight));
  };
  prepare();
  const sweep = () => sweepCgroups(folder);
  return {
    version: 2,
    open: (box) => openGroup(path.join(folder, box)),
    // A group with groups in it has no processes of its own; boxes weigh less when they are in theirs.
    weigh: () => {},
    sweep: () => (sweep(), prepare()),
    close: sweep,
  };
}

function openGroup(folder: string): Cgroup {
  mkdirSync(folder);
  const at = (file: string) => path.join(folder, file);
  const read = (file: string) => readFileSync(at(file), 'utf8');
  // One process that is killed for want of memory takes the whole box with it.
  writeFileSync(at('memory.oom.group'), '1');
  return {
    limit(memoryKb, processes) {
      writeFileSync(at('memory.max'), String(memoryKb * 1024));
      if (existsSync(at('memory.swap.max'))) writeFileSync(at('memory.swap.max'), '0');
      writeFileSync(at('pids.max'), String(processes));
    },
    join: (pid) => writeAside(at('cgroup.procs'), pid),
    members: () => membersOf(folder),
    cpuMs: () => Number(/usage_usec (\d+)/.exec(read('cpu.stat'))?.[1] ?? 0) / 1000,
    // memory.peak is there since Linux 5.19.
    peakKb: () => Math.round(Number(read(existsSync(at('memory.peak')) ? 'memory.peak' : 'memory.current')) / 1024),
    oomKills: () => Number(/oom_kill (\d+)/.exec(read('memory.events'))?.[1] ?? 0),
    remove: () => removeCgroups([folder]),
  };
}

/**
 * Lets the groups below use the controllers. A group other than the root may not have processes of its own then, so those
 * of ours move into a leaf: what a container or a service with a delegated group begins with.
 */
function delegate(folder: string) {
  const control = path.join(folder, 'cgroup.subtree_control');
  const wanted = needed.map((controller) => `+${controller}`).join(' ');
  try {
    writeFileSync(control, wanted);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    const leaf = path.join(folder, 'assay');
    mkdirSync(leaf, { recursive: true });
    for (const pid of readFileSync(path.join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean))
      writeFileSync(path.join(leaf, 'cgroup.procs'), pid);
    writeFileSync(control, wanted);
  }
}
