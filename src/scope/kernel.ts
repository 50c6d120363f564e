import type { MikroORM } from '@mikro-orm/postgresql';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Cache } from '#src/cache/cache.ts';
import type { Config } from '#src/config/config.ts';
import type { Notifications } from '#src/database/notifications.ts';
import type { Dependency } from '#src/health.ts';
import type { JobQueue } from '#src/jobs/queue.ts';
import type { BlobStore } from '#src/files/blob-store.ts';
import type { MailRoom } from '#src/mail/mail-room.ts';
import type { Messages } from '#src/messages/load-messages.ts';
import type { Views } from '#src/views.ts';
import type { Keyring } from '#src/keys/keyring.ts';
import type { Limits } from '#src/limits/limits.ts';
import type { Metrics } from '#src/metrics.ts';
import type { Outbound } from '#src/outbound/outbound.ts';
import type { Plugin } from '#src/plugin.ts';
import type { TenantDirectory } from './tenant-directory.ts';

/** What every Scope of one process is made of: the parts that hold connections, opened once by `openKernel`. */
export interface Kernel {
  readonly config: Config;
  /** Of the application. */
  readonly version: string;
  readonly plugins: readonly Plugin[];
  readonly orm: MikroORM;
  /** A small pool of its own, so that `record` never waits for a connection that its own request holds. */
  readonly recordOrm: MikroORM;
  readonly queue: JobQueue;
  readonly outbound: Outbound & { close(): Promise<void> };
  readonly limits: Limits;
  readonly cache: Cache;
  readonly keys: Keyring;
  readonly blobs: BlobStore;
  readonly mails: MailRoom;
  readonly messages: Messages;
  readonly views: Views;
  readonly tenants: TenantDirectory;
  readonly metrics: Metrics;
  readonly notifications: Notifications;
  readonly redis: Redis | null;
  /** The kernel's own dependencies, for readiness; plugins offer theirs. */
  readonly dependencies: readonly Dependency[];
  readonly log: Logger;
}
