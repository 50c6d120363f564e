import { offersFor } from '#src/extension.ts';
import type { Plugin } from '#src/plugin.ts';
import type { Actor } from '#src/scope/actor.ts';
import type { Drawing } from '../draw.ts';
import { navItem, you, type NavItem } from '../nav-item.ts';

interface Place {
  readonly label: string;
  readonly path: string;
  readonly icon: string;
  readonly isCurrent: boolean;
}

interface Navigation {
  /** Under their headings, in the order of the plugins. */
  readonly side: { readonly heading: string; readonly items: Place[] }[];
  /** What the menu behind the person's picture holds. */
  readonly you: Place[];
}

/** Where this reader can go; nowhere inside an LMS, whose navigation that is. */
export function navigation(drawing: Drawing): Navigation {
  const { kernel, reader, visit } = drawing;
  if (visit.isFramed) return { side: [], you: [] };
  const actor = actorOf(drawing);
  const items = offered(kernel.plugins).filter((item) => item.isFor(actor));
  const here = currentOf(items, withoutEntrance(visit.path, visit.entrance));
  const say = (key: string) => kernel.messages.translate(reader.locale, key);
  const place = (item: NavItem): Place => ({
    label: say(item.label),
    path: item.path,
    icon: item.icon,
    isCurrent: item === here,
  });
  const groups = Map.groupBy(items, ({ heading }) => heading);
  return {
    side: [...groups]
      .filter(([heading]) => heading !== you)
      .map(([heading, under]) => ({ heading: say(heading), items: under.map(place) })),
    you: (groups.get(you) ?? []).map(place),
  };
}

/** The plugins of a process stay the same, and every page asks. */
const known = new WeakMap<readonly Plugin[], readonly NavItem[]>();

function offered(plugins: readonly Plugin[]) {
  const items =
    known.get(plugins) ??
    offersFor(
      navItem,
      plugins.flatMap((plugin) => plugin.contributes),
    );
  known.set(plugins, items);
  return items;
}

const actorOf = ({ who }: Drawing): Actor => (who.kind === 'anonymous' ? { kind: 'anonymous' } : who.actor);

const withoutEntrance = (path: string, entrance: string) => path.slice(entrance.length).split('?')[0] || '/';

/** The one whose path leads furthest towards this page; the start page is nobody's ancestor. */
const currentOf = (items: readonly NavItem[], path: string) =>
  items
    .filter((item) => item.path === path || (item.path !== '/' && path.startsWith(`${item.path}/`)))
    .toSorted((one, other) => other.path.length - one.path.length)[0];
