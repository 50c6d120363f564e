import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/**
 * A connection for cache and limits, which work without it too: whatever cannot be answered within 75 ms fails, at once
 * while the connection is down. Reconnects for ever, with growing pauses. Says once that Redis is away and once that it is back.
 */
export function connectRedis(url: string, log: Pick<Logger, 'warn' | 'info'>): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    // A counter that was sent twice would count twice.
    autoResendUnfulfilledCommands: false,
    commandTimeout: 75,
    // A Redis that accepts and never answers is given up as a connection, so that callers stop waiting for it.
    socketTimeout: 500,
    connectTimeout: 2_000,
  });
  sayOncePerOutage(redis, log);
  // Without this, the first command would have to fail in order to connect. Why it failed reaches the error listener.
  redis.connect().catch(() => undefined);
  return redis;
}

function sayOncePerOutage(redis: Redis, log: Pick<Logger, 'warn' | 'info'>) {
  const { host, port } = redis.options;
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (isAway) return;
    isAway = true;
    log.warn(
      `Redis at ${host}:${port} (REDIS_URL) does not answer (${error.message}); every process counts and remembers for itself meanwhile.`,
    );
  });
  redis.on('ready', () => {
    if (isAway) log.info(`Redis at ${host}:${port} answers again.`);
    isAway = false;
  });
}
