import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Limit } from './limit.ts';

/** A limit where it is counted: `counter` its points, `blocks` how often a key was shut out within a day. */
export interface Limiter {
  readonly counter: RateLimiterAbstract;
  readonly blocks: RateLimiterAbstract;
  /** Lengths that grow; empty when there is only one or none. */
  readonly growing: readonly number[];
}

/** Counts in Redis under `limit:<name>:<key>`; in this process without Redis, and as long as Redis does not answer. */
export function limiter(redis: Redis | null, limit: Limit): Limiter {
  const block = limit.blockSeconds ?? 0;
  const single = typeof block === 'number' ? block : 0;
  return {
    counter: storedCounter(redis, {
      keyPrefix: `limit:${limit.name}`,
      points: limit.points,
      duration: limit.seconds,
      blockDuration: single,
    }),
    blocks: storedCounter(redis, { keyPrefix: `limit:${limit.name}.blocks`, points: 1, duration: 86_400 }),
    growing: typeof block === 'number' ? [] : block,
  };
}

interface CounterOptions {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
  readonly blockDuration?: number;
}

function storedCounter(redis: Redis | null, options: CounterOptions) {
  const inProcess = new RateLimiterMemory(options);
  if (redis === null) return inProcess;
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    insuranceLimiter: inProcess,
  });
}
