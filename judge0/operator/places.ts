import { navItem } from '#src/http/nav-item.ts';
import type { Actor } from '#src/scope/actor.ts';

export const judgePath = '/operator/judge';

/** Where those go who look after the judges. */
export const judgePlace = navItem({
  path: judgePath,
  label: 'judge0.nav.judge',
  icon: 'cpu',
  heading: 'kernel.nav.installation',
  isFor: (actor: Actor) => actor.kind === 'operator',
});
