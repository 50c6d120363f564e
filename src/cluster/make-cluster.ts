import path from 'node:path';
import { replaceLink } from './elsewhere.ts';
import { initialize } from './initialize.ts';
import type { Place } from './place.ts';

/** A link beside data that lies elsewhere, to the folder that it belongs to. */
export const originLink = (data: string) => `${data}.of`;

/** Makes the data of a cluster, and a link to it in its folder when it has to lie elsewhere. */
export async function makeCluster(place: Place, home: string, options: { sync: boolean }): Promise<void> {
  const here = path.join(home, 'postgres');
  if (place.data === here) return initialize(place, options);
  replaceLink(home, originLink(place.data));
  await initialize(place, options);
  replaceLink(place.data, here);
}
