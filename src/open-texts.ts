import path from 'node:path';
import { loadMessages, type Messages } from './messages/load-messages.ts';
import type { Plugin } from './plugin.ts';
import { loadViews, type Views } from './views.ts';

/** What people read. */
export interface Texts {
  readonly messages: Messages;
  readonly views: Views;
}

/** Reads the messages and views of every plugin. Throws a ProgrammingError that lists all that is wrong in them. */
export function openTexts(root: string, plugins: readonly Pick<Plugin, 'name' | 'folder'>[]): Texts {
  const folders = plugins.map((plugin) => ({ owner: plugin.name, folder: plugin.folder }));
  const messages = loadMessages(
    folders.map(({ owner, folder }) => ({ owner, folder: path.join(root, folder, 'locales') })),
  );
  // The kernel's own views are the page around everybody's, so they have a folder at the top.
  const viewFolders = folders.map(({ owner, folder }) => ({
    owner,
    folder: owner === 'kernel' ? 'views' : `${folder}/views`,
  }));
  return { messages, views: loadViews(root, viewFolders, messages) };
}
