import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

// Inside node_modules, so that whatever deletes the packages deletes the claim that they are there.
const stamp = path.join(root, 'node_modules', '.install-stamp');

/** Whether node_modules is what package-lock.json says, for this platform. */
export function isInstalled() {
  try {
    return readFileSync(stamp, 'utf8') === wanted();
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false;
    throw error;
  }
}

export const markInstalled = () => writeFileSync(stamp, wanted());

function wanted() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}
