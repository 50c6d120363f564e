import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { connectRedis } from './cache/connect-redis.ts';
import { createCache } from './cache/cache.ts';
import type { Config } from './config/config.ts';
import { DatabaseListener } from './database/notifications.ts';
import { openOrm } from './database/open-orm.ts';
import { createBlobStore } from './files/blob-store.ts';
import type { Dependency } from './health.ts';
import { jobsChannel, openJobQueue } from './jobs/queue.ts';
import { createKeyring } from './keys/keyring.ts';
import { createLimits } from './limits/limits.ts';
import { createLog } from './log.ts';
import { openMailRoom } from './mail/mail-room.ts';
import { createMailTransport } from './mail/mail-transport.ts';
import { readMailbox } from './mail/mailbox.ts';
import { openTexts, type Texts } from './open-texts.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createOutbound } from './outbound/create-outbound.ts';
import type { Plugin } from './plugin.ts';
import type { Kernel } from './scope/kernel.ts';
import { createTenantDirectory } from './scope/tenant-directory.ts';

export interface KernelOptions {
  readonly config: Config;
  readonly plugins: readonly Plugin[];
  /** The database as the role that owns nothing. */
  readonly databaseUrl: string;
  /** Whether this process will work on jobs: it then keeps time and listens. */
  readonly works: boolean;
  readonly log?: Logger;
}

/** Opens every part that holds a connection. Throws an Error that names the part and its variable. */
export async function openKernel(options: KernelOptions): Promise<Kernel> {
  const { config, plugins } = options;
  const log = options.log ?? createLog({ level: config.logLevel, production: config.production });
  const metrics = createMetrics();
  const keys = createKeyring(config.secretKeys);
  const texts = openTexts(config.root, plugins);
  const version = versionOf(config.root);
  const outbound = openOutbound(config, metrics, version);
  const blobs = createBlobStore(config.filesUrl, outbound);
  const mails = openMails(config, texts);
  const stored = await openStored(options, log);
  return { config, version, plugins, log, metrics, keys, outbound, blobs, mails, ...texts, ...stored };
}

/** What talks to PostgreSQL and Redis. */
async function openStored({ config, plugins, databaseUrl, works }: KernelOptions, log: Logger) {
  const entities = plugins.flatMap((plugin) => plugin.entities);
  const warn = (message: string) => log.warn(message);
  const orm = await openOrm({ url: databaseUrl, entities, connections: works ? 20 : 12, warn });
  const recordOrm = await openOrm({ url: databaseUrl, entities, connections: 2, warn });
  const queue = await openJobQueue({ url: databaseUrl, works, log, connections: works ? 6 : 2 });
  const redis = config.redisUrl ? connectRedis(config.redisUrl, log) : null;
  const notifications = new DatabaseListener(databaseUrl, log, works ? [jobsChannel] : []);
  const cache = createCache(redis, { maxEntries: 10_000, announce: (key) => notifications.tell('cache', key) });
  notifications.on('cache', (key) => cache.forget(key));
  const tenants = createTenantDirectory(orm, {
    homeOrganization: config.homeOrganization,
    announce: (id) => notifications.tell('organization', id),
  });
  notifications.on('organization', (id) => tenants.forget(id, 'announced'));
  const dependencies = redis ? [redisDependency(() => redis.ping())] : [];
  return { orm, recordOrm, queue, redis, notifications, cache, tenants, dependencies, limits: createLimits(redis) };
}

function openMails({ smtpUrl, mailFrom, dataFolder }: Config, texts: Texts) {
  const transport = createMailTransport(smtpUrl, {
    folder: path.join(dataFolder, 'mail'),
    from: readMailbox(mailFrom),
  });
  return openMailRoom({ ...texts, transport });
}

const Manifest = z.object({ version: z.string() });

const versionOf = (root: string) =>
  Manifest.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).version;

const openOutbound = ({ outboundAllow, production }: Config, metrics: Metrics, version: string) =>
  createOutbound({
    allow: outboundAllow,
    production,
    version,
    observe: ({ status, ms, error }) =>
      metrics.outboundFinished(error ? 'failed' : `${Math.floor((status ?? 0) / 100)}xx`, ms),
  });

const redisDependency = (ping: () => Promise<unknown>): Dependency => ({
  name: 'redis',
  check: () =>
    ping().then(
      () => null,
      (error: Error) =>
        `Redis does not answer (${error.message}); every process counts and remembers for itself meanwhile`,
    ),
});

/** Lets go of every connection. */
export async function closeKernel(kernel: Kernel) {
  await kernel.queue.stop({ graceful: false });
  await kernel.notifications.close();
  await kernel.outbound.close();
  kernel.mails.close();
  await kernel.recordOrm.close(true);
  await kernel.orm.close(true);
  kernel.redis?.disconnect();
}
