import { setPriority } from 'node:os';
import { readOutput, type BoxFiles } from './box-files.ts';
import type { Cgroup } from './cgroup.ts';
import type { Machine } from './machine.ts';
import type { Place } from './place.ts';
import type { Launched } from './read-launcher.ts';

/** A box that is made and waits for its order. Each is used once. */
export interface Box {
  readonly launched: Launched;
  /** Process 1 of the box, as this machine numbers it. */
  readonly pid: number;
  readonly files: BoxFiles;
  readonly cgroup: Cgroup | null;
  /** The number of its place. */
  readonly place: number;
}

let opened = 0;

/** Makes a box. Resolves when process 1 waits in there. Throws with bubblewrap's own words when it cannot; the place is closed then. */
export async function openBox(machine: Machine, place: Place): Promise<Box> {
  opened += 1;
  const cgroup = machine.cgroups?.open(`box-${process.pid}-${opened}`) ?? null;
  const { files } = place;
  try {
    const launched = place.launch();
    const pid = await launched.born;
    await join(cgroup, pid);
    await launched.ready;
    return { launched, pid, files, cgroup, place: place.number };
  } catch (error) {
    const words = place.isUsable() ? readOutput(files, 'notes', 2000).toString() : '';
    place.close();
    await cgroup?.remove();
    throw new Error(`${error instanceof Error ? error.message : String(error)}: ${words}`, { cause: error });
  }
}

/** Ends what runs in it, and gives back all that it held. */
export async function closeBox(box: Box): Promise<void> {
  if (!box.launched.hasEnded()) killBox(box);
  await box.launched.ended;
  await box.cgroup?.remove();
}

/** Process 1, not what started it: so that sees it end and leaves no zombie. */
export function killBox(box: Box): void {
  try {
    process.kill(box.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** Without a group of its own it would compete with pages as an equal. */
async function join(cgroup: Cgroup | null, pid: number) {
  if (cgroup) await cgroup.join(pid);
  else setPriority(pid, 5);
}
