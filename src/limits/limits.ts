import type { Redis } from 'ioredis';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { LimitExceeded } from './limit-exceeded.ts';
import type { Limit } from './limit.ts';
import { limiter, type Limiter } from './limiter.ts';

/** What is left for a key: `resetSeconds` until it is whole again, 0 when nothing was taken. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

export interface Limits {
  /** Takes points (1). Throws LimitExceeded, with `retryAfterSeconds`, when the key has none left or is shut out. */
  consume(limit: Limit, key: string, points?: number): Promise<Allowance>;
  /** Looks without taking. */
  peek(limit: Limit, key: string): Promise<Allowance>;
  /** Gives points (1) back, for what turned out not to count; never more than were taken. */
  refund(limit: Limit, key: string, points?: number): Promise<void>;
  /** Forgets what was taken, and how often the key was shut out: after a sign-in that succeeded. */
  reset(limit: Limit, key: string): Promise<void>;
}

/** Limits count in Redis when there is one; a Redis that fails locks nobody out and opens nothing: each process counts meanwhile. */
export function createLimits(redis: Redis | null): Limits {
  const limiters = new Map<string, Limiter>();
  const limiterOf = (limit: Limit) => {
    const definition = JSON.stringify(limit);
    const known = limiters.get(definition) ?? limiter(redis, limit);
    limiters.set(definition, known);
    return known;
  };
  return {
    consume: (limit, key, points = 1) => consume(limiterOf(limit), limit, key, points),
    async peek(limit, key) {
      return allowance(limit, await limiterOf(limit).counter.get(key));
    },
    async refund(limit, key, points = 1) {
      const { counter } = limiterOf(limit);
      const taken = (await counter.get(key))?.consumedPoints ?? 0;
      if (taken > 0) await counter.reward(key, Math.min(points, taken));
    },
    async reset(limit, key) {
      const { counter, blocks, growing } = limiterOf(limit);
      await counter.delete(key);
      if (growing.length > 0) await blocks.delete(key);
    },
  };
}

async function consume(known: Limiter, limit: Limit, key: string, points: number) {
  try {
    return allowance(limit, await known.counter.consume(key, points));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const isFirstExcess = refusal.consumedPoints <= limit.points + points;
    const blocked = isFirstExcess ? await shutOut(known, key) : null;
    throw new LimitExceeded(limit.name, allowance(limit, blocked ?? refusal));
  }
}

/** Each time within a day a key is shut out for the next length of the list. */
async function shutOut({ counter, blocks, growing }: Limiter, key: string) {
  if (growing.length === 0) return null;
  const { consumedPoints: times } = await blocks.penalty(key);
  return counter.block(key, growing[Math.min(times, growing.length) - 1]!);
}

function allowance(limit: Limit, counted: RateLimiterRes | null): Allowance {
  if (counted === null) return { limit: limit.points, remaining: limit.points, resetSeconds: 0 };
  const remaining = Math.max(0, limit.points - counted.consumedPoints);
  return { limit: limit.points, remaining, resetSeconds: Math.max(0, Math.ceil(counted.msBeforeNext / 1000)) };
}
