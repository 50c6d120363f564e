import { navItem } from '#src/http/nav-item.ts';

export const columnsPath = '/lti/line-items';
export const scoresPath = '/lti/scores';
export const testScoresPath = '/lti/test-scores';
export const testFormPath = (contextId: string) => `/lti/contexts/${contextId}/test-scores/new`;

/** Where administrators find the grades of all courses; instructors come from their course. */
export const scorePlaces = [
  navItem({
    heading: 'kernel.nav.organization',
    path: columnsPath,
    label: 'lti.nav.scores',
    icon: 'mortar-board',
    isFor: (actor) => actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin')),
  }),
];
