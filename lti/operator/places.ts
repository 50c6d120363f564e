import { navItem } from '#src/http/nav-item.ts';
import type { Actor } from '#src/scope/actor.ts';

export const lmsPath = '/operator/lms';
export const pendingPath = `${lmsPath}/deployments`;
export const launchesPath = `${lmsPath}/launches`;
export const keysPath = `${lmsPath}/keys`;

const runs = (actor: Actor) => actor.kind === 'operator';
const shared = { heading: 'kernel.nav.installation', isFor: runs };

/** Where those go who run the installation. */
export const operatorPlaces = [
  navItem({ ...shared, path: lmsPath, label: 'lti.nav.lms', icon: 'plug' }),
  navItem({ ...shared, path: launchesPath, label: 'lti.nav.launches', icon: 'checklist' }),
  navItem({ ...shared, path: keysPath, label: 'lti.nav.keys', icon: 'key' }),
];
