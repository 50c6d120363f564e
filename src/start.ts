import { createApp, type App } from './app.ts';
import { chosenPlugins, loadConfig, type Config } from './config/config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase, type OpenDatabase } from './database/open-database.ts';
import { loadDemo, type DemoSignIn } from './demo/load-demo.ts';
import { openDemoLms } from './demo/open-demo-lms.ts';
import { ensureNothingListens } from './http/free-port.ts';
import { giveWay } from './machine/give-way.ts';
import { isOutgoingPaused } from './outgoing/outgoing.ts';
import { loadPlugins } from './load-plugins.ts';
import type { Plugin } from './plugin.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from './until-signal.ts';

interface Settled {
  readonly config: Config;
  readonly plugins: readonly Plugin[];
}

/** What the environment and the folders say: the chosen plugins, and the configuration that they and the kernel need. */
export async function settle(root: string): Promise<Settled> {
  const plugins = await loadPlugins(root, chosenPlugins());
  return { plugins, config: loadConfig({ root, settings: plugins.flatMap((plugin) => plugin.config ?? []) }) };
}

/** `serve` and `work`: the application alone, on a database that `migrate` has prepared. */
export async function run(root: string, does: { readonly serve: boolean; readonly work: boolean }): Promise<Running> {
  if (!does.serve) giveWay();
  const settled = await settle(root);
  return onDatabase(await openDatabase(settled.config, ignore), async ({ appUrl }) => {
    const app = await createApp({ ...settled, databaseUrl: appUrl, works: does.work });
    await begun(app, async () => {
      await app.accompany(does);
      if (does.work) await app.work();
      if (does.serve) app.kernel.log.info(await app.serve(), 'serving');
      return app;
    });
    return { stop: () => drainAndStop(app, settled.config.production ? secondsToBeForgotten : 0) };
  });
}

/** A load balancer needs this long to see that no more should come here. */
const secondsToBeForgotten = 5;

async function drainAndStop(app: App, seconds: number) {
  app.drain();
  await sleep(seconds * 1000);
  await app.stop();
}

/** `npm start`: everything that a person needs to try it, from nothing. */
export async function start(root: string, print: (text: string) => void): Promise<Running> {
  const say = (step: string) => print(`· ${step}`);
  const { config, plugins } = await settle(root);
  if (config.production) throw new Error(onlyForTrying);
  await ensureNothingListens(config);
  await ensureNothingListens({ port: config.practiceLmsPort, host: loopback, variable: 'PRACTICE_LMS_PORT' });
  return onDatabase(await openDatabase(config, say), async (database) => {
    await migrate({
      root,
      plugins: await loadPlugins(root, null),
      ...database,
      homeOrganization: config.homeOrganization,
      say,
    });
    say('starting the application');
    const app = await createApp({ config, plugins, databaseUrl: database.appUrl, works: true });
    return begun(app, async () => {
      await app.accompany({ serve: true, work: true });
      await app.work();
      await app.serve();
      const people = await loadDemo(app.kernel);
      const isPaused = await isOutgoingPaused(app.kernel.orm);
      const lms = await openDemoLms(app.kernel, say);
      print(greeting(config, { people, isPaused, lms: lms.address }));
      return { stop: () => lms.close().then(() => app.stop()) };
    });
  });
}

const onlyForTrying =
  'npm start is for trying and developing. In production run `migrate`, `serve` and `work` (see the README).';
/** Another site than the application's `localhost`, as in real life. */
const loopback = '127.0.0.1';
const ignore = () => undefined;

/** The database is let go of when what runs on it stops, or never began. */
async function onDatabase(
  database: OpenDatabase,
  begin: (database: OpenDatabase) => Promise<Running>,
): Promise<Running> {
  try {
    const running = await begin(database);
    return {
      async stop() {
        await running.stop();
        await database.release();
      },
    };
  } catch (error) {
    await database.release();
    throw error;
  }
}

/** An application that could not begin is stopped again, so that nothing of it stays behind. */
async function begun(app: Running, begin: () => Promise<Running>): Promise<Running> {
  try {
    return await begin();
  } catch (error) {
    await app.stop();
    throw error;
  }
}

const held = '  HELD BACK  scores, mails and webhooks, after a restore: npm run admin -- resume-outgoing';

interface Demo {
  readonly people: readonly DemoSignIn[];
  readonly isPaused: boolean;
  /** Address of the practice LMS. */
  readonly lms: string;
}

function greeting(config: Config, { people, isPaused, lms }: Demo) {
  const width = Math.max(...people.map(({ who }) => who.length));
  return [
    '',
    'Assay is ready.',
    '',
    `  open          ${config.publicUrl}`,
    `  practice LMS  ${lms}`,
    `  health        ${config.publicUrl}/readyz`,
    ...(config.smtpUrl ? [] : [`  mails         ${config.dataFolder}/mail`]),
    ...(isPaused ? ['', held] : []),
    '',
    '  Demo sign-ins',
    ...people.map(({ who, email, password }) => `    ${who.padEnd(width)}  ${email}  ${password}`),
    `    ${''.padEnd(width)}  the operator signs in at ${config.publicUrl}/operator/login`,
    `    ${''.padEnd(width)}  with a code:  npm run admin -- demo-code`,
    '',
    '  Ctrl-C stops everything that was started.',
    '',
  ].join('\n');
}
