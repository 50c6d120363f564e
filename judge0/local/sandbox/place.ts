import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { closeFiles, emptyOutputs, makeBoxFiles, type BoxFiles } from './box-files.ts';
import { boxScript } from './box-script.ts';
import { launcherScript, unsafeLauncherScript } from './launcher-script.ts';
import type { Machine } from './machine.ts';
import { readLauncher, type Launched } from './read-launcher.ts';

/** Where boxes are made one after the other: a launcher, a user of its own, and the files that its boxes read and write. */
export interface Place {
  readonly number: number;
  readonly files: BoxFiles;
  /** Starts the next box, when the one before has ended. */
  launch(): Launched;
  isUsable(): boolean;
  /** Ends the launcher and what it started. */
  close(): void;
}

/** Opens place `number`; two that are open at the same time have different ones. */
export function openPlace(machine: Machine, number: number): Place {
  const folder = path.join(machine.folder, String(number));
  const uid = machine.firstUid === null ? null : machine.firstUid + number;
  mkdirSync(folder, { recursive: true });
  // Whoever is in there already reads what has a name; nobody else gets there.
  chmodSync(folder, 0o711);
  const filter = path.join(folder, 'filter');
  if (machine.filterFile === null) writeFileSync(filter, '');
  else copyFileSync(machine.filterFile, filter);
  chmodSync(filter, 0o644);
  const { files, appending } = makeBoxFiles(folder);
  const { stdout, notes, stderr, made } = appending;
  const stdio = ['ignore', stdout, 'ignore', 'pipe', 'ignore', 'ignore', stderr, 'ignore', made, notes] as const;
  const child = spawn('/usr/bin/setpriv', launcherWords(machine), {
    stdio: [...stdio],
    env: machine.isSafe ? {} : environmentIn(folder),
    cwd: folder,
    ...(uid === null ? {} : { uid, gid: uid }),
  });
  closeFiles(appending);
  if (child.pid !== undefined) machine.cgroups?.weigh(child.pid);
  return placeOf(child, number, files, () => machine.isSafe || emptyWork(path.join(folder, 'work'), uid));
}

function placeOf(child: ChildProcess, number: number, files: BoxFiles, prepare: () => unknown): Place {
  const socket = child.stdio[3] as Duplex;
  socket.on('error', () => {});
  const read = readLauncher(socket, child);
  let isClosed = false;
  return {
    number,
    files,
    launch() {
      emptyOutputs(files);
      prepare();
      const launched = read.next();
      socket.write('open\n');
      return launched;
    },
    isUsable: () => !isClosed && !read.hasEnded(),
    close() {
      if (isClosed) return;
      isClosed = true;
      child.kill('SIGKILL');
      socket.destroy();
      closeFiles(files);
    },
  };
}

/** The kernel ends a launcher with its judge, and its box with it. */
function launcherWords({ isSafe, bwrap, bwrapArguments }: Machine) {
  const script = isSafe ? launcherScript : unsafeLauncherScript;
  const words = isSafe ? [bwrap, ...bwrapArguments] : ['/bin/bash', '-c', boxScript];
  return ['--pdeathsig', 'KILL', '/bin/bash', '--norc', '-c', script, 'launcher', ...words];
}

const environmentIn = (folder: string) => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: path.join(folder, 'work'),
  LANG: 'C.UTF-8',
});

function emptyWork(folder: string, uid: number | null) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  if (uid !== null) chownSync(folder, uid, uid);
}
