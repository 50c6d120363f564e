import { navItem } from '#src/http/nav-item.ts';
import { patternsPath } from './paths.ts';

const teaching = ['owner', 'admin', 'instructor'] as const;

export const patternsPlace = navItem({
  heading: 'code-analysis.nav.heading',
  label: 'code-analysis.nav.patterns',
  path: patternsPath,
  icon: 'search',
  isFor: (actor) => actor.kind === 'user' && teaching.some((role) => actor.roles.has(role)),
});
