import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Makes an application of which only the assets are there: our own, changed or joined by these files. */
export function makeAssetTree(folder: string, files: Readonly<Record<string, string>> = {}) {
  cpSync(path.join(root, 'views/assets'), path.join(folder, 'views/assets'), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(files)) change(folder, file, text);
  return folder;
}

export function change(folder: string, file: string, text: string) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
