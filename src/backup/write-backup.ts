import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import { openLocalStore } from '#src/files/local-store.ts';
import { secretOf } from '#src/keys/secret.ts';
import { BackupError } from './backup-error.ts';
import { executedMigrations, listPartitions, listSequences, listTables, quoted, type Table } from './catalogue.ts';
import { backUpFiles } from './copy-files.ts';
import { copyOut } from './copy-table.ts';
import { filesFolder, writeManifest, type Manifest } from './manifest.ts';
import { asOwner, inOneTransaction } from './owner-connection.ts';
import { recordAct } from './record-act.ts';
import { applicationVersion, withBlobStore, type Surroundings } from './surroundings.ts';

/**
 * Writes a backup of database and files into `folder`, which must not be there yet or be empty; the application may go on
 * meanwhile. The folder has its name only when everything in it is on the disk. Throws BackupError.
 */
export async function writeBackup(surroundings: Surroundings, folder: string): Promise<Manifest> {
  const { config, ownerUrl, say } = surroundings;
  await refuseTaken(folder);
  const partial = await makePartial(`${folder}.partial`);
  try {
    const takenAt = new Date().toISOString();
    const rows = await asOwner(ownerUrl, (client) => backUpRows(client, partial, say));
    say('backing up the files');
    const files = await withBlobStore(config, (store) =>
      backUpFiles(store, openLocalStore(path.join(partial, filesFolder))),
    );
    const manifest: Manifest = {
      format: 1,
      application: applicationVersion(config.root),
      takenAt,
      keyIds: config.secretKeys.map((secret) => secretOf(secret).id),
      ...rows,
      files,
    };
    await writeManifest(partial, manifest);
    await onDisk(partial);
    await rename(partial, folder);
    await sync(path.dirname(folder));
    await asOwner(ownerUrl, (client) =>
      recordAct(client, 'installation.backedUp', { application: manifest.application, takenAt }),
    );
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function refuseTaken(folder: string) {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new BackupError(`--to ${folder}: ${error.message}. Name a folder that is not there yet.`, error);
  });
  if (entries.length > 0) throw new BackupError(`--to ${folder} is not empty. Name a folder that is not there yet.`);
}

async function makePartial(partial: string) {
  await mkdir(path.dirname(partial), { recursive: true });
  await mkdir(partial, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    const remedy =
      error.code === 'EEXIST'
        ? 'Another backup is being written there, or one was killed: then delete that folder.'
        : 'Name a folder that can be written.';
    throw new BackupError(`${partial}: ${error.message}. ${remedy}`, error);
  });
  return partial;
}

/** One snapshot for everything: what is committed later, by the application that goes on, is not in it. */
async function backUpRows(client: Client, folder: string, say: (step: string) => void) {
  const expected = await listTables(client);
  if (expected.length === 0) throw new BackupError('The database has no tables yet: there is nothing to back up.');
  return inOneTransaction(client, 'isolation level repeatable read read only', async () => {
    // The locks come before the snapshot, so that no migration changes a table between the two.
    await client.query(`lock table ${expected.map(quoted).join(', ')} in access share mode`);
    const tables = await listTables(client);
    if (names(tables) !== names(expected))
      throw new BackupError('The database is being migrated. Try again when that is done.');
    const written = [];
    for (const table of tables) {
      const done = await copyOut(client, folder, table);
      if (done.rows > 0) say(`  ${table.schema}.${table.name}: ${done.rows} rows`);
      written.push(done);
    }
    return {
      migrations: [...(await executedMigrations(client))],
      tables: written,
      partitions: [...(await listPartitions(client))],
      sequences: await listSequences(client),
    };
  });
}

const names = (tables: readonly Table[]) => tables.map(quoted).join();

/** The files in it are; a folder that is not may come back from a power cut without some of them. */
async function onDisk(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await sync(path.join(entry.parentPath, entry.name));
  await sync(folder);
}

async function sync(folder: string) {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
