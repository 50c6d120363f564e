import { navItem } from './nav-item.ts';

/** The page that one arrives at. */
export const homePlace = navItem({
  heading: 'kernel.nav.start',
  label: 'kernel.nav.home',
  path: '/',
  icon: 'home',
  isFor: (actor) => actor.kind === 'user',
});
