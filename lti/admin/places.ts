import { navItem } from '#src/http/nav-item.ts';
import type { Actor } from '#src/scope/actor.ts';

export const lmsPath = '/admin/lms';
export const invitationsPath = `${lmsPath}/invitations`;
export const registrationsPath = `${lmsPath}/registrations`;
export const deploymentsPath = `${lmsPath}/deployments`;
export const launchesPath = `${lmsPath}/launches`;

const keeps = (actor: Actor) => actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin'));
const shared = { heading: 'kernel.nav.organization', isFor: keeps };

/** Where those go who look after an organization. */
export const adminPlaces = [
  navItem({ ...shared, path: lmsPath, label: 'lti.nav.lms', icon: 'plug' }),
  navItem({ ...shared, path: launchesPath, label: 'lti.nav.launches', icon: 'checklist' }),
];
