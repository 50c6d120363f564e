import path from 'node:path';
import { createApp, type App } from '#src/app.ts';
import { loadConfig } from '#src/config/config.ts';
import { openAssets } from '#src/http/assets/assets.ts';
import { listen } from '#src/http/listen.ts';
import { LiveStreams } from '#src/http/live/live-streams.ts';
import type { Pace } from '#src/http/live/pace.ts';
import { createServer } from '#src/http/server.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { createLog } from '#src/log.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { root, testDatabase } from '../../../support/app.ts';
import { samplePlugin } from '../../../support/sample/plugin.ts';
import { Sample } from '../../../support/sample/sample.entity.ts';
import { aPerson, aSession } from '../../sessions/people.ts';
import { watchedPlugin } from './watched/plugin.ts';

export interface LiveApp {
  readonly app: App;
  readonly live: LiveStreams;
  readonly address: string;
  stop(): Promise<void>;
}

/** The real application on this worker's database, with topics to watch and, if wanted, in a hurry. */
export async function openLiveApp(pace?: Partial<Pace>, port = 0): Promise<LiveApp> {
  const plugins = [...(await loadPlugins(root, null)), samplePlugin, watchedPlugin];
  const dataFolder = path.join(root, '.data', 'test-data', process.env.JEST_WORKER_ID ?? '0');
  const environment = {
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    SECRET_KEY: 'a-secret-for-the-tests-long-enough-to-be-one',
  };
  const config = loadConfig({
    root,
    dataFolder,
    environment,
    settings: plugins.flatMap((plugin) => plugin.config ?? []),
  });
  const log = createLog({ level: config.logLevel, production: true });
  const app = await createApp({ config, plugins, databaseUrl: (await testDatabase()).appUrl, works: false, log });
  const assets = await openAssets({
    root,
    folders: [],
    cacheFolder: path.join(dataFolder, 'assets'),
    sourceMaps: false,
  });
  const live = new LiveStreams(app.kernel, { beat: 15_000, check: 20_000, refresh: 60_000, ...pace });
  const server = await listen(
    createServer({ ...app.kernel, assets, live }, app.migrations, () => false),
    { port, host: '127.0.0.1' },
  );
  return {
    app,
    live,
    address: `http://127.0.0.1:${server.port}`,
    async stop() {
      const closed = server.close();
      await live.close();
      await closed;
      await app.stop();
    },
  };
}

/** Somebody of the organization with a session, and the header that proves it. */
export async function aWatcher(scope: Scope, ...roles: OrganizationRole[]) {
  const user = await aPerson(scope, roles);
  const { token, session } = await aSession(scope, user);
  return { user, session, headers: { authorization: `Bearer ${token}` } };
}

export const aSample = (scope: Scope, text: string) =>
  scope.transaction(async ({ em }) => {
    const sample = em.create(Sample, { text } as never);
    await em.flush();
    return sample.id;
  });
