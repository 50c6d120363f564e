import { readdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hasUsers, userNotes } from './cluster-users.ts';
import { isRunning } from '../machine/process-start.ts';
import { removeAbandonedData, removeData } from './remove-data.ts';
import { underLock } from '../machine/under-lock.ts';
import { errorCode } from '../machine/error-code.ts';

/**
 * Stops and deletes the clusters `test-<pid>` in a folder that test runs left behind because they were killed. Returns
 * the names of those it deleted.
 */
export async function removeOrphanClusters(parent: string): Promise<string[]> {
  const removed: string[] = [];
  for (const name of testClusters(parent)) {
    if (await removeOrphan(path.join(realpathSync(parent), name))) removed.push(name);
  }
  if (process.getuid?.() === 0) await removeAbandonedData();
  return removed;
}

function testClusters(parent: string) {
  try {
    return readdirSync(parent).filter((name) => /^test-\d+$/.test(name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function removeOrphan(home: string) {
  if (isUsed(home)) return false;
  try {
    await underLock(home, () => remove(home));
    return true;
  } catch (error) {
    // Gone by another's hand, or root's: neither must keep the tests from running.
    if (['ENOENT', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

/** The run that made it may not have come to noting itself; and its pid may be another's by now. */
function isUsed(home: string) {
  const maker = Number(path.basename(home).slice('test-'.length));
  return userNotes(home).length > 0 ? hasUsers(home) : isRunning(maker);
}

async function remove(home: string) {
  await removeData(path.join(home, 'postgres'));
  rmSync(home, { recursive: true, force: true });
}
