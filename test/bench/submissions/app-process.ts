import { createApp } from '#src/app.ts';
import { loadConfig } from '#src/config/config.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { createLog } from '#src/log.ts';
import { giveWay } from '#src/machine/give-way.ts';
import { root } from '../scratch.ts';
import { judgeTimes } from './judge-times.ts';

/**
 * `serve` prints its port when it answers; `work` prints 0 when it works, and answers each message with what the judge has taken since
 * the one before, in milliseconds. On the database and the data that the environment names.
 */
const { DATABASE_URL: databaseUrl = '', DATA_FOLDER: dataFolder = '', BENCH_SETTINGS: given = '{}' } = process.env;
const works = process.argv[2] === 'work';
if (works) giveWay();
const plugins = await loadPlugins(root, null);
const settings = plugins.flatMap((plugin) => plugin.config ?? []);
const log = createLog({ level: 'error', production: true });
const app = await createApp({
  config: loadConfig({ root, dataFolder, environment: JSON.parse(given) as Record<string, string>, settings }),
  plugins,
  databaseUrl,
  works,
  log,
});
if (works) await app.work();
await app.accompany({ serve: !works, work: works });
const { port } = works ? { port: 0 } : await app.serve({ port: 0, host: '127.0.0.1' });
if (works) {
  const times = await judgeTimes(app);
  process.on('message', () => void times.take().then((ms) => process.send!(ms)));
}
process.stdout.write(`${port}\n`);
process.once('SIGTERM', () => {
  if (process.connected) process.disconnect();
  void app.stop();
});
