import { readdirSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '#src/config/config.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { schemaDifference } from './draft-migration.ts';
import { migrate } from './migrate.ts';
import { migrationFolders } from './migration-files.ts';
import { openDatabase } from './open-database.ts';
import { openOrm } from './open-orm.ts';
import { snapshotFile } from './schema-snapshot.ts';
import { writeSnapshot } from './write-snapshot.ts';

const usage = `npm run migration -- <kernel or a plugin> <what-it-adds, in lower case with hyphens>
npm run migration -- snapshot    writes ${snapshotFile} anew`;

/**
 * `npm run migration -- <owner> <what-it-adds>` writes the SQL that brings the database to what the entities say, and
 * `npm run migration -- snapshot` the text that shows the schema as all migrations leave it.
 */
export async function draftMigration(
  root: string,
  words: readonly string[],
  print: (text: string) => void,
): Promise<number> {
  const say = (step: string) => print(`· ${step}`);
  if (words.join(' ') === 'snapshot') {
    await writeSnapshot(root, say);
    return (print(`Written: ${snapshotFile}. Read what changed in it, and commit it with the migration.`), 0);
  }
  const [owner, title] = words;
  const plugins = await loadPlugins(root, null);
  const folder = migrationFolders(plugins).find((candidate) => candidate.owner === owner)?.folder;
  if (!folder || !title || !/^[a-z0-9-]+$/.test(title)) {
    return (print(usage), 2);
  }
  const config = loadConfig({ root, settings: plugins.flatMap((plugin) => plugin.config ?? []) });
  const database = await openDatabase(config, say);
  try {
    await migrate({ root, plugins, ...database, homeOrganization: config.homeOrganization, say });
    const orm = await openOrm({
      url: database.ownerUrl,
      entities: plugins.flatMap((plugin) => plugin.entities),
      connections: 2,
      warn: say,
    });
    const statements = await schemaDifference(orm);
    await orm.close(true);
    if (statements.length === 0) return (say('The migrations already say what the entities say.'), 0);
    print(
      `Written: ${write(root, folder, title, statements)}. Read it, then npm run migration -- snapshot writes ${snapshotFile}.`,
    );
    return 0;
  } finally {
    await database.release();
  }
}

function write(root: string, folder: string, title: string, statements: readonly string[]) {
  mkdirSync(path.join(root, folder), { recursive: true });
  const numbers = readdirSync(path.join(root, folder)).map((file) => Number.parseInt(file, 10) || 0);
  const number = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
  const file = path.join(folder, `${number}-${title}.sql`);
  writeFileSync(path.join(root, file), `${statements.join(';\n')};\n`, { flag: 'wx' });
  return file;
}
