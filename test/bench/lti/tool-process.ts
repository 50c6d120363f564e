import { createApp } from '#src/app.ts';
import { loadConfig } from '#src/config/config.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { root } from '../scratch.ts';

/** The application as in production, on the database that DATABASE_URL names; prints its port when it answers. */
const plugins = await loadPlugins(root, null);
const app = await createApp({
  config: loadConfig({ root, settings: plugins.flatMap((plugin) => plugin.config ?? []) }),
  plugins,
  databaseUrl: process.env.DATABASE_URL!,
  works: false,
});
const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${port}\n`);
process.once('SIGTERM', () => void app.stop());
