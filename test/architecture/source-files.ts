import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One file of a tree; `path` is relative to the root, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const notOurs = new Set(['node_modules', '.git', '.data', '.install.lock', 'coverage']);
const withText = /(\.(ts|mjs|cjs|js|json|sql|hbs|css|svg|md|txt|ya?ml|sh|toml)|\/[A-Za-z.]+[^./]*)$/;

/** The files of the repository that people wrote, as text. Pictures, fonts and the lock file are left out. */
export function readTree(root: string): readonly SourceFile[] {
  return listFiles(root, '')
    .filter((file) => withText.test(`/${file}`) && !file.endsWith('package-lock.json'))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** The paths of all files, texts or not. */
export const listTree = (root: string): readonly string[] => listFiles(root, '');

function listFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return listFiles(root, file);
      return entry.isFile() ? [file] : [];
    })
    .toSorted();
}

/** Code that the application runs, as opposed to tests and scripts. */
export const isProduct = (file: string) => /^(src|lti|judge0|plugins)\//.test(file);

export const isCode = (file: string) => /\.(ts|mjs|js|cjs)$/.test(file);

/**
 * The top folder that a file belongs to, as far as imports are concerned: `src`, `lti`, `judge0`, `plugins/<name>`,
 * `test`, `scripts`, … or the empty string for a file at the root.
 */
export function folderOf(file: string): string {
  const [top = '', second, third] = file.split('/');
  if (second === undefined) return '';
  return top === 'plugins' && third !== undefined ? `plugins/${second}` : top;
}
