import type { EntitySchema } from '@mikro-orm/core';
import type { Command } from './commands/command.ts';
import type { Settings } from './config/settings.ts';
import type { Subscription } from './events.ts';
import type { Contribution } from './extension.ts';
import type { Route } from './http/route.ts';
import type { Job } from './jobs/job.ts';

export type Entity = EntitySchema | (abstract new (...args: never[]) => object);

/** Everything that a folder may add to the application, as a plain value. */
export interface Plugin {
  readonly name: string;
  /** Where it lives, relative to the root; the kernel fills it in when it finds the plugin. */
  readonly folder: string;
  /** Plugins whose `index.ts` this one imports. */
  readonly requires: readonly string[];
  readonly entities: readonly Entity[];
  readonly routes: readonly Route[];
  readonly jobs: readonly Job[];
  readonly on: readonly Subscription[];
  readonly contributes: readonly Contribution[];
  /** Environment variables that are this plugin's own. */
  readonly config: Settings | null;
  /** What `npm run admin` can do for it. */
  readonly commands: readonly Command[];
}

const nothing = {
  requires: [],
  entities: [],
  routes: [],
  jobs: [],
  on: [],
  contributes: [],
  config: null,
  commands: [],
};

/** The default export of every `plugin.ts`. */
export const definePlugin = (plugin: Partial<Plugin> & { name: string }): Plugin => ({
  ...nothing,
  folder: `plugins/${plugin.name}`,
  ...plugin,
});

/** Orders plugins so that each follows what it requires. Throws an Error that names a missing or circular requirement. */
export function inOrder(plugins: readonly Plugin[]): readonly Plugin[] {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]));
  const ordered = new Set<Plugin>();
  const visit = (plugin: Plugin, trail: readonly string[]) => {
    if (ordered.has(plugin)) return;
    const path = [...trail, plugin.name];
    if (trail.includes(plugin.name))
      throw new Error(
        `Plugins require each other in a circle: ${path.join(' → ')}. Tell by an event, or move what both need into a third plugin.`,
      );
    for (const name of plugin.requires) {
      const needed = byName.get(name);
      if (!needed)
        throw new Error(
          `Plugin ${plugin.name} requires ${name}, which is not there or is switched off by ASSAY_PLUGINS. Add it, or take it out of \`requires\`.`,
        );
      visit(needed, path);
    }
    ordered.add(plugin);
  };
  for (const plugin of plugins) visit(plugin, []);
  return [...ordered];
}

/** What ASSAY_PLUGINS leaves: a plain list is the whole list, `-name` switches one off. Throws an Error for a name nobody has. */
export function choosePlugins(found: readonly Plugin[], choice: string | null): readonly Plugin[] {
  const words = choice?.split(/[\s,]+/).filter(Boolean) ?? [];
  const unknown = words.find((word) => !found.some((plugin) => plugin.name === word.replace(/^-/, '')));
  if (unknown)
    throw new Error(
      `ASSAY_PLUGINS names ${unknown.replace(/^-/, '')}, but there are only: ${found.map((plugin) => plugin.name).join(', ') || 'none'}.`,
    );
  const off = new Set(words.filter((word) => word.startsWith('-')).map((word) => word.slice(1)));
  const only = words.filter((word) => !word.startsWith('-'));
  return found.filter((plugin) => !off.has(plugin.name) && (only.length === 0 || only.includes(plugin.name)));
}
