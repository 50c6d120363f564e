import path from 'node:path';
import { runCommand } from './commands/run-command.ts';
import { draftMigration } from './database/draft-migration-file.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { loadPlugins } from './load-plugins.ts';
import { run, settle, start } from './start.ts';
import { runUntilSignal } from './until-signal.ts';

const root = path.resolve(import.meta.dirname, '..');
const print = (text: string) => void process.stdout.write(`${text}\n`);
const say = (step: string) => void process.stderr.write(`${step}\n`);

/** What the process can be: in production `migrate`, `serve`, `work` or `serve work`; the rest is for people. */
const modes: Record<string, (words: string[]) => Promise<number>> = {
  start: async () => runUntilSignal(() => start(root, print)),
  serve: async (words) => runUntilSignal(() => run(root, { serve: true, work: words.includes('work') })),
  work: async (words) => runUntilSignal(() => run(root, { serve: words.includes('serve'), work: true })),
  migrate: bringUp,
  admin: async (words) => runCommand(words, { ...(await settle(root)), print, say }),
  'create-migration': async (words) => draftMigration(root, words, print),
};

async function bringUp() {
  const { config } = await settle(root);
  const database = await openDatabase(config, say);
  try {
    const { homeOrganization } = config;
    const done = await migrate({ root, plugins: await loadPlugins(root, null), ...database, homeOrganization, say });
    print(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The database is what this version needs.');
    return 0;
  } finally {
    await database.release();
  }
}

const [name = '', ...words] = process.argv.slice(2);
const mode = modes[name];
if (!mode) say(`Say what to do: ${Object.keys(modes).join(', ')}.`);
try {
  process.exitCode = mode ? await mode(words) : 2;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
