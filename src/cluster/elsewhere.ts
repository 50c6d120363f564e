import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { findBinaries } from './binaries.ts';
import { ClusterError } from './cluster-error.ts';

// The last resort, for root in a folder that nobody else can enter on a machine without user namespaces: a copy of the
// programs and, if need be, the data where everybody can go. Not /tmp, which a restart of the machine empties.
const parent = '/var/tmp';

/** The folder of the data of `directory` when it cannot be in `directory`. */
export const dataElsewhere = (directory: string) => path.join(homeElsewhere(), `data-${digest(directory)}`);

/** A copy of the programs that every user can run; made when there is none. */
export function binariesElsewhere(): string {
  const home = homeElsewhere();
  if (!existsSync(home)) mkdirSync(home);
  chmodSync(home, 0o755);
  replaceLink(findBinaries(), path.join(home, 'of'));
  const copy = path.join(home, `native-${digest(readFileSync(path.join(findBinaries(), '../package.json'), 'utf8'))}`);
  if (!existsSync(copy)) copyTo(copy);
  return copy;
}

/** Every folder, of any checkout, that `dataElsewhere` ever answered. */
export const allDataElsewhere = () => allHomes().flatMap((home) => entries(home, /^data-[0-9a-f]+$/));

/** What checkouts have elsewhere that are no more. */
export const abandonedHomes = () => allHomes().filter((home) => !existsSync(path.join(home, 'of')));

const allHomes = () => entries(parent, /^assay-postgres-[0-9a-f]+$/).filter((home) => lstatSync(home).uid === 0);

const entries = (folder: string, name: RegExp) =>
  readdirSync(folder)
    .filter((entry) => name.test(entry))
    .map((entry) => path.join(folder, entry));

/** Makes a link that leads to the target, whatever was in its place. */
export function replaceLink(target: string, link: string) {
  const draft = `${link}.${process.pid}`;
  rmSync(draft, { force: true });
  symlinkSync(target, draft);
  if (lstatSync(link, { throwIfNoEntry: false })?.isDirectory()) rmSync(link, { recursive: true });
  renameSync(draft, link);
}

function homeElsewhere() {
  const home = path.join(parent, `assay-postgres-${digest(findBinaries())}`);
  const found = lstatSync(home, { throwIfNoEntry: false });
  // Anybody can make folders in /var/tmp: what others may have filled must not be run.
  if (found && (!found.isDirectory() || found.uid !== 0))
    throw new ClusterError(`${home} does not belong to root: delete it.`);
  return home;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

function copyTo(copy: string) {
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(findBinaries(), draft, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX,go-w', draft]);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another start was faster.
    if (!existsSync(copy)) throw error;
  }
}
