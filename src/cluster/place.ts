import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { ownerOf, unprivilegedAccounts, type Account } from './account.ts';
import { findBinaries } from './binaries.ts';
import { ClusterError } from './cluster-error.ts';
import { binariesElsewhere, dataElsewhere } from './elsewhere.ts';
import { isInitialized } from './password.ts';

/** Where a cluster lives and as whom its programs run. */
export interface Place {
  readonly data: string;
  readonly binaries: () => string;
  /** Null: as ourselves. */
  readonly account: Account | null;
  /** Root, shown to PostgreSQL as `nobody`: for folders that root alone can enter. */
  readonly inUserNamespace: boolean;
}

/** A program with its arguments and spawn options, as the place wants it run. */
export function commandOf(place: Place, program: string, args: readonly string[]) {
  const wrapper = place.inUserNamespace ? ['unshare', '-U', '--map-user=65534', '--map-group=65534'] : [];
  const [file = program, ...rest] = [...wrapper, program, ...args];
  // Not ours: PGPORT, PGDATA, LC_ALL and their like would change what PostgreSQL does.
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
  return { file, args: rest, options: { cwd: '/', env, ...place.account } };
}

/** Whoever made the data keeps it; otherwise the first way that works. Throws ClusterError when there is none. */
export function findPlace(directory: string): Place {
  const data = path.join(directory, 'postgres');
  if (process.getuid?.() !== 0) return { data, binaries: findBinaries, account: null, inUserNamespace: false };
  const ways = isInitialized(data) ? waysToKeep(realpathSync(data)) : waysToBegin(directory, data);
  const place = ways.find(works);
  if (place) return place;
  const reason = 'PostgreSQL does not run as root, and here no other user can reach the folder';
  throw new ClusterError(
    `${reason} ${directory}. Move the project to a folder that others can enter, or set DATABASE_URL.`,
  );
}

/** The data is there already: run as its owner, who is root when it was made in a user namespace. */
function waysToKeep(data: string): Place[] {
  const account = ownerOf(data);
  if (account?.uid === 0) return [{ data, binaries: findBinaries, account: null, inUserNamespace: true }];
  return [findBinaries, binariesElsewhere].map((binaries) => ({ data, binaries, account, inUserNamespace: false }));
}

function waysToBegin(directory: string, data: string): Place[] {
  const elsewhere = dataElsewhere(directory);
  const accounts = unprivilegedAccounts(path.dirname(directory));
  const asOthers = (place: Pick<Place, 'data' | 'binaries'>) =>
    accounts.map((account) => ({ ...place, account, inUserNamespace: false }));
  return [
    ...asOthers({ data, binaries: findBinaries }),
    { data, binaries: findBinaries, account: null, inUserNamespace: true },
    ...asOthers({ data, binaries: binariesElsewhere }),
    ...asOthers({ data: elsewhere, binaries: binariesElsewhere }),
  ];
}

/** Whether the programs start there and the folder of the data can be entered. */
function works(place: Place) {
  const probe = [
    '-c',
    '"$0" --version && test -x "$1"',
    path.join(place.binaries(), 'bin/postgres'),
    path.dirname(place.data),
  ];
  const { file, args, options } = commandOf(place, '/bin/sh', probe);
  return spawnSync(file, args, options).status === 0;
}
