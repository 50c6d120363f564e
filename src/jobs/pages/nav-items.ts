import { navItem } from '#src/http/nav-item.ts';

const jobs = { label: 'kernel.jobs.title', icon: 'server' };

/** Where whoever keeps an organization, or the installation, sees its jobs. */
export const jobPlaces = [
  navItem({
    ...jobs,
    heading: 'kernel.nav.organization',
    path: '/admin/jobs',
    isFor: (actor) => actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin')),
  }),
  navItem({
    ...jobs,
    heading: 'kernel.nav.installation',
    path: '/operator/jobs',
    isFor: (actor) => actor.kind === 'operator',
  }),
];
