import path from 'node:path';
import { superuserUrl } from './answers.ts';
import { joinUsers, leaveUsers } from './cluster-users.ts';
import { makeCluster } from './make-cluster.ts';
import { isInitialized } from './password.ts';
import { findPlace, type Place } from './place.ts';
import { prepareDirectory } from './prepare-directory.ts';
import { startServer, type ServerSettings } from './start-server.ts';
import { stopPostmaster } from './stop-postmaster.ts';
import { takeOver } from './take-over.ts';
import { underLock } from '../machine/under-lock.ts';

export { removeOrphanClusters } from './remove-orphan-clusters.ts';

/** A PostgreSQL of our own, made of the programs that npm brought. For development and tests only. */
export interface Cluster {
  readonly port: number;
  /** Superuser connection string of the database `postgres`; never handed to the application. */
  readonly superuserUrl: string;
  /** Lets go; the last process that lets go stops the server. Safe to call twice. */
  release(): Promise<void>;
}

export interface ClusterOptions {
  /** Settings of the server (`fsync: 'off'`); a server that runs already keeps its own. */
  readonly settings?: ServerSettings;
  /** Told what a slow step does. */
  readonly say?: (step: string) => void;
}

/**
 * Starts, or takes over, the PostgreSQL whose data lives in `<directory>/postgres`, on 127.0.0.1 and a free port. Throws
 * ClusterError, with the remedy.
 */
export async function openCluster(directory: string, options: ClusterOptions = {}): Promise<Cluster> {
  const home = prepareDirectory(directory);
  return underLock(home, async () => {
    const place = findPlace(home);
    const note = joinUsers(home);
    try {
      const port = await serve(place, home, options);
      return { port, superuserUrl: superuserUrl(place.data, port), release: releaseOnce(home, place, note) };
    } catch (error) {
      leaveUsers(home, note);
      throw error;
    }
  });
}

async function serve(place: Place, home: string, { settings = {}, say = () => {} }: ClusterOptions) {
  if (isInitialized(path.join(home, 'postgres'))) {
    const running = await takeOver(place.data, say);
    if (running !== null) return running;
  } else {
    say(`making a PostgreSQL in ${place.data}`);
    await makeCluster(place, home, { sync: settings.fsync !== 'off' });
  }
  say('starting PostgreSQL');
  return startServer(place, home, settings);
}

function releaseOnce(home: string, place: Place, note: string) {
  const release = () =>
    underLock(home, async () => {
      if (!leaveUsers(home, note)) await stopPostmaster(place.data);
    });
  let released: Promise<void> | null = null;
  return () => (released ??= release());
}
