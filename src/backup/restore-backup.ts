import path from 'node:path';
import { migrate } from '#src/database/migrate.ts';
import { findMigrations } from '#src/database/migration-files.ts';
import { openOwnerOrm, runMigrations } from '#src/database/run-migrations.ts';
import { openLocalStore } from '#src/files/local-store.ts';
import { prepareQueues } from '#src/jobs/prepare-queues.ts';
import { refuseDamaged, refuseUnfit } from './check-backup.ts';
import { refuseAhead, refuseOccupied } from './check-database.ts';
import { restoreFiles } from './copy-files.ts';
import { filesFolder, readManifest, type Manifest } from './manifest.ts';
import { asOwner } from './owner-connection.ts';
import type { SkippedJobs } from './restore-jobs.ts';
import { restoreRows } from './restore-rows.ts';
import { withBlobStore, type Surroundings } from './surroundings.ts';

export interface Restored {
  readonly manifest: Manifest;
  readonly skippedJobs: readonly SkippedJobs[];
  readonly addedFiles: number;
}

/**
 * Fills an empty database, and the file store, from a backup, and leaves everything that would go out paused. The tables are
 * first made as the backup knew them; what later versions add runs over its rows as in any upgrade. All rows come in one
 * transaction. Throws BackupError.
 */
export async function restoreBackup(surroundings: Surroundings, folder: string): Promise<Restored> {
  const { config, plugins, ownerUrl, appUrl, say } = surroundings;
  const { root, homeOrganization } = config;
  const manifest = await readManifest(folder);
  const migrations = findMigrations(root, plugins);
  refuseUnfit(
    manifest,
    migrations.map(({ name }) => name),
    config.secretKeys,
  );
  say('checking the backup');
  await refuseDamaged(folder, manifest);
  await asOwner(ownerUrl, async (client) => {
    await refuseAhead(client, manifest.migrations);
    await refuseOccupied(client, homeOrganization);
  });
  await makeTables(
    ownerUrl,
    migrations.filter(({ name }) => manifest.migrations.includes(name)),
    say,
  );
  await prepareQueues(ownerUrl, plugins, say);
  say('restoring the files');
  const addedFiles = await withBlobStore(config, (store) =>
    restoreFiles(openLocalStore(path.join(folder, filesFolder)), store),
  );
  say('restoring the rows');
  const skippedJobs = await restoreRows({ ownerUrl, appUrl, homeOrganization, folder, manifest, say });
  await migrate({ root, plugins, ownerUrl, appUrl, homeOrganization, say });
  return { manifest, skippedJobs, addedFiles };
}

async function makeTables(
  ownerUrl: string,
  migrations: Parameters<typeof openOwnerOrm>[1],
  say: (step: string) => void,
) {
  const orm = await openOwnerOrm(ownerUrl, migrations);
  try {
    await runMigrations(orm, say);
  } finally {
    await orm.close(true);
  }
}
