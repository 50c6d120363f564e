import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { openLocalStore } from '#src/files/local-store.ts';
import { secretOf } from '#src/keys/secret.ts';
import { BackupError } from './backup-error.ts';
import { summary } from './copy-files.ts';
import { filesFolder, tableFile, type Manifest } from './manifest.ts';

/** Throws BackupError when this code does not know a migration of the backup, or SECRET_KEY lacks a secret that it needs. */
export function refuseUnfit(manifest: Manifest, knownMigrations: readonly string[], secretKeys: readonly string[]) {
  const unknown = manifest.migrations.filter((name) => !knownMigrations.includes(name));
  if (unknown.length > 0)
    throw new BackupError(
      `The backup was made by version ${manifest.application}, whose tables this version does not know (${unknown.join(', ')}). Install version ${manifest.application} or a newer one with the same plugins, let ASSAY_PLUGINS switch none of them off, and restore with that.`,
    );
  const keyIds = new Set(secretKeys.map((secret) => secretOf(secret).id));
  const absent = manifest.keyIds.filter((id) => !keyIds.has(id));
  if (absent.length > 0)
    throw new BackupError(
      `SECRET_KEY lacks the secrets with key id ${absent.join(', ')}: what they sealed in this backup could never be opened. Put them back into the list, behind the newer ones. They are kept apart from the backup.`,
    );
}

/** Reads every file of the backup once. Throws BackupError naming the first that is not as it was written. */
export async function refuseDamaged(folder: string, manifest: Manifest) {
  for (const table of manifest.tables) {
    const file = path.join(folder, tableFile(table));
    const hash = await hashFile(file).catch((error: Error) => {
      throw new BackupError(
        `${file} cannot be read (${error.message}): the backup is not whole. Nothing was changed.`,
        error,
      );
    });
    if (hash !== table.sha256)
      throw new BackupError(`${file} is not as it was written: the backup is damaged. Nothing was changed.`);
  }
  const found = await summary(openLocalStore(path.join(folder, filesFolder)));
  if (found.sha256 === manifest.files.sha256) return;
  throw new BackupError(
    `${path.join(folder, filesFolder)} holds ${found.count} files of ${found.bytes} bytes instead of ${manifest.files.count} of ${manifest.files.bytes}: the backup is damaged. Nothing was changed.`,
  );
}

async function hashFile(file: string) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
