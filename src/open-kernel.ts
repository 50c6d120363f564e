import { connectRedis } from './cache/connect-redis.ts';
import { createCache } from './cache/cache.ts';
import type { Config } from './config/config.ts';
import { openOrm } from './database/open-orm.ts';
import type { Dependency } from './health.ts';
import { openJobQueue } from './jobs/queue.ts';
import { createKeyring } from './keys/keyring.ts';
import { createLimits } from './limits/limits.ts';
import { createLog } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { DatabaseListener } from './database/notifications.ts';
import { createOutbound } from './outbound/create-outbound.ts';
import type { Plugin } from './plugin.ts';
import type { Kernel } from './scope/kernel.ts';
import { createTenantDirectory } from './scope/tenant-directory.ts';
import type { Logger } from 'pino';

export interface KernelOptions {
  readonly config: Config;
  readonly plugins: readonly Plugin[];
  /** The database as the role that owns nothing. */
  readonly databaseUrl: string;
  /** Whether this process will work on jobs: it then keeps time and listens. */
  readonly works: boolean;
  readonly log?: Logger;
}

const version = '0.1.0';

/** Opens every part that holds a connection. Throws an Error that names the part and its variable. */
export async function openKernel(options: KernelOptions): Promise<Kernel> {
  const { config, plugins, databaseUrl, works } = options;
  const log = options.log ?? createLog({ level: config.logLevel, production: config.production });
  const metrics = createMetrics();
  const entities = plugins.flatMap((plugin) => plugin.entities);
  const warn = (message: string) => log.warn(message);
  const redis = config.redisUrl ? connectRedis(config.redisUrl, log) : null;
  const orm = await openOrm({ url: databaseUrl, entities, connections: 12, warn });
  const notifications = new DatabaseListener(databaseUrl, log);
  const cache = createCache(redis, { maxEntries: 10_000, announce: (key) => notifications.tell('cache', key) });
  notifications.on('cache', (key) => cache.forget(key));
  return {
    config,
    plugins,
    log,
    metrics,
    orm,
    recordOrm: await openOrm({ url: databaseUrl, entities, connections: 2, warn }),
    queue: await openJobQueue({ url: databaseUrl, works, log, connections: works ? 6 : 2 }),
    outbound: openOutbound(config, metrics),
    limits: createLimits(redis),
    cache,
    keys: createKeyring(config.secretKeys),
    tenants: createTenantDirectory(orm),
    notifications,
    redis,
    dependencies: redis ? [redisDependency(() => redis.ping())] : [],
  };
}

const openOutbound = (config: Config, metrics: Metrics) =>
  createOutbound({
    allow: config.outboundAllow,
    production: config.production,
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

/** Lets go of every connection; what is already gone is no reason to stop closing the rest. */
export async function closeKernel(kernel: Kernel) {
  await kernel.queue.stop({ graceful: false });
  await kernel.notifications.close();
  await kernel.outbound.close();
  await kernel.recordOrm.close(true);
  await kernel.orm.close(true);
  kernel.redis?.disconnect();
}
