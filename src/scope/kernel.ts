import type { MikroORM } from '@mikro-orm/postgresql';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Cache } from '../cache/cache.ts';
import type { Config } from '../config/config.ts';
import type { Notifications } from '../database/notifications.ts';
import type { Dependency } from '../health.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Limits } from '../limits/limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { Plugin } from '../plugin.ts';
import type { TenantDirectory } from './tenant-directory.ts';

/** What every Scope of one process is made of: the parts that hold connections, opened once by `openKernel`. */
export interface Kernel {
  readonly config: Config;
  readonly plugins: readonly Plugin[];
  readonly orm: MikroORM;
  /** A small pool of its own, so that `record` never waits for a connection that its own request holds. */
  readonly recordOrm: MikroORM;
  readonly queue: JobQueue;
  readonly outbound: Outbound & { close(): Promise<void> };
  readonly limits: Limits;
  readonly cache: Cache;
  readonly keys: Keyring;
  readonly tenants: TenantDirectory;
  readonly metrics: Metrics;
  readonly notifications: Notifications;
  readonly redis: Redis | null;
  /** The kernel's own dependencies, for readiness; plugins offer theirs. */
  readonly dependencies: readonly Dependency[];
  readonly log: Logger;
}
