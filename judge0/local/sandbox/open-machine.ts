import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { bwrapArguments } from './bwrap-arguments.ts';
import type { Cgroups } from './cgroup.ts';
import { cgroupHierarchies } from './cgroup-mounts.ts';
import { cgroupsV1 } from './cgroup-v1.ts';
import { cgroupsV2 } from './cgroup-v2.ts';
import { endUnborn } from './end-unborn.ts';
import type { Machine } from './machine.ts';
import { seccompFilter } from './seccomp.ts';

/** Far above people and services; systemd leaves these free. */
const firstUid = 60_800;

export interface MachineSettings {
  readonly folder: string;
  readonly withoutCgroups: boolean;
  readonly unsafe: boolean;
  readonly bwrap: string;
  /** Of all boxes together, beside 100 of everything else. */
  readonly weight: number;
}

/** What this machine can make boxes with, not tried yet, and why there are no cgroups when there are none. */
export function openMachine(settings: MachineSettings): { machine: Machine; withoutCgroups: string | null } {
  const { folder, withoutCgroups: isWithout, weight } = settings;
  // Named for the folder, so that two judges of one machine do not end each other's boxes.
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  endUnborn(mark);
  const files = path.join(folder, 'boxes');
  rmSync(files, { recursive: true, force: true });
  // Programs without a box name their files with the whole path.
  mkdirSync(files, { recursive: true, mode: settings.unsafe ? 0o711 : 0o700 });
  const filter = seccompFilter(process.arch);
  const filterFile = filter === null ? null : path.join(folder, 'seccomp.bpf');
  if (filter !== null && filterFile !== null) writeFileSync(filterFile, filter, { mode: 0o600 });
  const { cgroups, reason } = isWithout
    ? { cgroups: null, reason: 'they are switched off' }
    : findCgroups(mark, weight);
  cgroups?.sweep();
  const machine: Machine = {
    bwrap: settings.bwrap,
    isSafe: !settings.unsafe,
    cgroups,
    filterFile,
    firstUid: process.getuid?.() === 0 ? firstUid : null,
    bwrapArguments: bwrapArguments(extraFolders(), filter !== null, mark),
    folder: files,
  };
  return { machine, withoutCgroups: cgroups === null ? reason : null };
}

function findCgroups(mark: string, weight: number): { cgroups: Cgroups | null; reason: string } {
  const name = `assay-judge-${mark}`;
  const hierarchies = cgroupHierarchies();
  const reasons: string[] = [];
  for (const open of [cgroupsV2, cgroupsV1])
    try {
      return { cgroups: open(hierarchies, name, weight), reason: '' };
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  return { cgroups: null, reason: reasons.join('; ') };
}

/** Debian keeps a JDK's settings in /etc, and links to them. */
const extraFolders = () =>
  readdirSync('/etc').flatMap((name) => (/^java(-\d+-openjdk)?$/.test(name) ? [`/etc/${name}`] : []));
