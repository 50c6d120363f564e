import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './app.ts';

/** A copy of the work tree as it is now, with the installed packages linked into it; `remove` takes it away. */
export function scratchTree() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-tree-'));
  for (const file of workTree()) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    cpSync(path.join(root, file), path.join(folder, file));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What git has or would add; without git, what the application is made of. */
function workTree() {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  const deleted = new Set(execFileSync('git', ['ls-files', '-dz'], { cwd: root, encoding: 'utf8' }).split('\0'));
  return listed.split('\0').filter((file) => file && !deleted.has(file));
}
