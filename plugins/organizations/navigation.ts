import { navItem, type NavItem } from '#src/http/nav-item.ts';
import type { Actor } from '#src/scope/actor.ts';

const keeps = (actor: Actor) => actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin'));
const runs = (actor: Actor) => actor.kind === 'operator';

type Place = Omit<NavItem, 'heading' | 'isFor' | 'label'>;
const forKeepers = (label: string, place: Place) =>
  navItem({ ...place, label: `organizations.nav.${label}`, heading: 'kernel.nav.organization', isFor: keeps });
const forOperators = (label: string, place: Place) =>
  navItem({ ...place, label: `organizations.nav.${label}`, heading: 'kernel.nav.installation', isFor: runs });

/** Where those go who look after an organization, and those who run the installation. */
export const places = [
  forKeepers('members', { path: '/admin/members', icon: 'people' }),
  forKeepers('invitations', { path: '/admin/invitations', icon: 'mail' }),
  forKeepers('settings', { path: '/admin/settings', icon: 'gear' }),
  forKeepers('audit', { path: '/admin/audit', icon: 'history' }),
  forOperators('overview', { path: '/operator', icon: 'home' }),
  forOperators('organizations', { path: '/operator/organizations', icon: 'organization' }),
  forOperators('health', { path: '/operator/health', icon: 'pulse' }),
  forOperators('audit', { path: '/operator/audit', icon: 'history' }),
];
