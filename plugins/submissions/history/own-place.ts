import { navItem, you } from '#src/http/nav-item.ts';
import { submissionsPath } from '../paths.ts';

export const ownPlace = navItem({
  heading: you,
  label: 'submissions.nav.submissions',
  path: submissionsPath,
  icon: 'history',
  isFor: ({ kind }) => kind === 'user',
});
