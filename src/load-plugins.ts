import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { kernelPlugin } from './kernel-plugin.ts';
import { choosePlugins, inOrder, type Plugin } from './plugin.ts';

/** The folders, relative to the root, that may hold a `plugin.ts`, and the name that each has to give itself. */
export const pluginFolders = (root: string) =>
  globSync(['{lti,judge0}/plugin.ts', 'plugins/*/plugin.ts'], { cwd: root })
    .map((file) => path.dirname(file))
    .toSorted();

/** Finds, chooses and orders the plugins; the kernel itself comes first. Throws an Error that says what to mend. */
export async function loadPlugins(root: string, choice: string | null): Promise<readonly Plugin[]> {
  const found = await Promise.all(pluginFolders(root).map((folder) => loadPlugin(root, folder)));
  return [kernelPlugin, ...inOrder(choosePlugins(found, choice))];
}

async function loadPlugin(root: string, folder: string) {
  const file = path.join(root, folder, 'plugin.ts');
  const { default: plugin } = (await import(pathToFileURL(file).href)) as { default?: Plugin };
  if (!plugin?.name)
    throw new Error(
      `${folder}/plugin.ts has to export definePlugin({ name: '${path.basename(folder)}', … }) as its default.`,
    );
  if (plugin.name !== path.basename(folder))
    throw new Error(`${folder}/plugin.ts calls itself ${plugin.name}; a plugin has the name of its folder.`);
  return { ...plugin, folder };
}
