import { extensionPoint } from '#src/extension.ts';
import type { Actor } from '#src/scope/actor.ts';

/** A place that the navigation of the open web leads to; inside an LMS there is none. */
export interface NavItem {
  /** Key of the heading that it stands under; items with the same one stand together. What stands under `you` is in the person's menu. */
  readonly heading: string;
  /** Key of its name. */
  readonly label: string;
  readonly path: string;
  /** Name of an icon. */
  readonly icon: string;
  /** Whether it is shown to this actor; what they may do there is decided there. */
  isFor(actor: Actor): boolean;
}

/** The heading of what concerns the person alone: their profile, their preferences. */
export const you = 'kernel.nav.you';

/** A plugin's offer of a place; in the order of the plugins. */
export const navItem = extensionPoint<NavItem>('kernel.navItem');
