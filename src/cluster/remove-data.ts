import { existsSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { abandonedHomes, allDataElsewhere } from './elsewhere.ts';
import { originLink } from './make-cluster.ts';
import { stopPostmaster } from './stop-postmaster.ts';
import { underLock } from '../machine/under-lock.ts';

/** Stops the server of a data folder, or of the one that a link leads to, and deletes both. */
export async function removeData(data: string): Promise<void> {
  if (existsSync(data)) await removeRealData(realpathSync(data));
  rmSync(data, { force: true, recursive: true });
}

/** Deletes what lies elsewhere of folders and checkouts that are gone: as inside a checkout, it goes with them. */
export async function removeAbandonedData(): Promise<void> {
  for (const data of allDataElsewhere()) {
    const home = originOf(data);
    // Its folder may be at the point of being made: the link to the data comes last.
    if (home && existsSync(home))
      await underLock(home, async () => (leadsTo(home, data) ? undefined : removeRealData(data)));
    else await removeRealData(data);
  }
  for (const folder of abandonedHomes()) rmSync(folder, { recursive: true, force: true });
}

async function removeRealData(data: string) {
  await stopPostmaster(data, 'immediate');
  for (const gone of [data, originLink(data)]) rmSync(gone, { force: true, recursive: true });
}

function originOf(data: string) {
  try {
    return readlinkSync(originLink(data));
  } catch {
    return null;
  }
}

const leadsTo = (home: string, data: string) => {
  const here = path.join(home, 'postgres');
  return existsSync(here) && realpathSync(here) === data;
};
