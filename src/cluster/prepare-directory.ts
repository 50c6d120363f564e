import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { ownerOf } from './account.ts';
import { ClusterError } from './cluster-error.ts';
import { errorCode } from '../machine/error-code.ts';

/** Makes the folder if need be and returns its real path. Throws ClusterError, with the remedy, when it is not ours to use. */
export function prepareDirectory(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw belongsToAnother(directory, cause);
  }
  const owner = ownerOf(path.join(directory, 'postgres'));
  const uid = process.getuid?.() ?? 0;
  if (owner && uid !== 0 && owner.uid !== uid) throw belongsToAnother(path.join(directory, 'postgres'));
  return realpathSync(directory);
}

function belongsToAnother(file: string, cause?: unknown) {
  const code = errorCode(cause);
  if (code && code !== 'EACCES') return new ClusterError(`Cannot use the folder ${file}: ${String(cause)}`, { cause });
  const uid = process.getuid?.();
  const whose =
    ownerOf(file)?.uid === 0 ? 'root (an earlier start as root made it)' : `user ${ownerOf(file)?.uid ?? 'unknown'}`;
  const remedy = `Start as that user, or make the folder yours: sudo chown -R ${uid} ${file}`;
  return new ClusterError(`${file} belongs to ${whose}, and this process runs as user ${uid}. ${remedy}`, { cause });
}
