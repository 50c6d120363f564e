import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { connectRedis } from '#src/cache/connect-redis.ts';
import { LimitExceeded } from '#src/limits/limit-exceeded.ts';
import { defineLimit, type Limit } from '#src/limits/limit.ts';
import { createLimits, type Limits } from '#src/limits/limits.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

const silent = { warn: () => {}, info: () => {} };
const perMinute = defineLimit({ name: 'test.run', points: 3, seconds: 60 });

let server: TestRedis;
let redis: Redis;

beforeAll(async () => {
  server = await startRedis();
  redis = connectRedis(server.url, silent);
  await isReady(redis);
});
afterAll(async () => {
  redis.disconnect();
  await server.kill();
});

async function isReady(connection: Redis) {
  // The first answer of a new server may take longer than ours wait for one.
  while (connection.status !== 'ready' || !(await connection.ping().catch(() => null))) await wait(10);
}

async function exceeded(attempt: Promise<unknown>) {
  const error: unknown = await attempt.then(
    () => 'was allowed',
    (refusal: unknown) => refusal,
  );
  expect(error).toBeInstanceOf(LimitExceeded);
  return error as LimitExceeded;
}

async function takeAll(limits: Limits, limit: Limit, key: string) {
  for (let taken = 0; taken < limit.points; taken += 1) await limits.consume(limit, key);
}

describe.each(['in the process', 'in Redis'])('limits counted %s', (where) => {
  let limits: Limits;
  beforeEach(async () => {
    await redis.flushall();
    limits = createLimits(where === 'in Redis' ? redis : null);
  });

  it('allow so many points and say what is left', async () => {
    expect(await limits.peek(perMinute, 'ada')).toEqual({ limit: 3, remaining: 3, resetSeconds: 0 });
    expect(await limits.consume(perMinute, 'ada')).toEqual({ limit: 3, remaining: 2, resetSeconds: 60 });
    expect(await limits.consume(perMinute, 'ada', 2)).toMatchObject({ remaining: 0 });
    expect(await limits.peek(perMinute, 'ada')).toMatchObject({ remaining: 0, resetSeconds: 60 });
    expect(await limits.peek(perMinute, 'bob')).toMatchObject({ remaining: 3 });
  });

  it('refuse the next as a 429 that says when to come back', async () => {
    await takeAll(limits, perMinute, 'ada');
    const refusal = await exceeded(limits.consume(perMinute, 'ada'));
    expect(refusal).toMatchObject({
      status: 429,
      limitName: 'test.run',
      retryAfterSeconds: 60,
      allowance: { limit: 3, remaining: 0 },
    });
  });

  it('allow again when the window has passed', async () => {
    const perSecond = defineLimit({ name: 'test.second', points: 1, seconds: 1 });
    await limits.consume(perSecond, 'ada');
    await exceeded(limits.consume(perSecond, 'ada'));
    await wait(1_100);
    expect(await limits.consume(perSecond, 'ada')).toMatchObject({ remaining: 0 });
  });

  it('count every one of many at once', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => limits.consume(perMinute, 'ada')));
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(3);
  });

  it('give points back, never more than were taken, and forget on reset', async () => {
    await limits.consume(perMinute, 'ada');
    await limits.refund(perMinute, 'ada', 5);
    await limits.refund(perMinute, 'ada');
    expect(await limits.peek(perMinute, 'ada')).toMatchObject({ remaining: 3 });
    await takeAll(limits, perMinute, 'ada');
    await limits.reset(perMinute, 'ada');
    expect(await limits.peek(perMinute, 'ada')).toMatchObject({ remaining: 3 });
  });

  it('shut a key out for the time that the limit says', async () => {
    const strict = defineLimit({ name: 'test.strict', points: 1, seconds: 1, blockSeconds: 300 });
    await limits.consume(strict, 'ada');
    expect(await exceeded(limits.consume(strict, 'ada'))).toMatchObject({ retryAfterSeconds: 300 });
    await wait(1_100);
    expect((await exceeded(limits.consume(strict, 'ada'))).retryAfterSeconds).toBeGreaterThan(290);
  });

  it('shut a key out longer each time, and from the start again after a reset', async () => {
    const growing = defineLimit({ name: 'test.sign-in', points: 1, seconds: 60, blockSeconds: [1, 900] });
    await limits.consume(growing, 'ada');
    expect((await exceeded(limits.consume(growing, 'ada'))).retryAfterSeconds).toBe(1);
    expect((await exceeded(limits.consume(growing, 'ada'))).retryAfterSeconds).toBe(1);
    await wait(1_100);
    await limits.consume(growing, 'ada');
    expect((await exceeded(limits.consume(growing, 'ada'))).retryAfterSeconds).toBe(900);
    await limits.reset(growing, 'ada');
    await limits.consume(growing, 'ada');
    expect((await exceeded(limits.consume(growing, 'ada'))).retryAfterSeconds).toBe(1);
  });
});

describe('limits with Redis', () => {
  beforeEach(async () => {
    await redis.flushall();
  });

  it('count for all processes together, under limit:<name>:<key> [T3-08]', async () => {
    await takeAll(createLimits(redis), perMinute, 'ada');
    await exceeded(createLimits(redis).consume(perMinute, 'ada'));
    expect(await redis.keys('*')).toEqual(['limit:test.run:ada']);
    expect(await redis.ttl('limit:test.run:ada')).toBeGreaterThan(50);
  });

  it('lock nobody out and open nothing when Redis is killed, and count in Redis when it is back [T3-06]', async () => {
    const limits = createLimits(redis);
    await takeAll(limits, perMinute, 'ada');
    await exceeded(limits.consume(perMinute, 'ada'));

    await server.kill();
    const started = performance.now();
    await takeAll(limits, perMinute, 'ada');
    await exceeded(limits.consume(perMinute, 'ada'));
    await limits.reset(perMinute, 'ada');
    expect(await limits.peek(perMinute, 'ada')).toMatchObject({ remaining: 3 });
    expect(performance.now() - started).toBeLessThan(500);

    await server.restart();
    await isReady(redis);
    expect(await limits.consume(perMinute, 'ada')).toMatchObject({ remaining: 2 });
    expect(await redis.get('limit:test.run:ada')).toBe('1');
  });

  it('still answer while Redis accepts and never replies', async () => {
    const limits = createLimits(redis);
    await limits.consume(perMinute, 'ada');
    server.pause();
    try {
      const started = performance.now();
      await takeAll(limits, perMinute, 'ada');
      await exceeded(limits.consume(perMinute, 'ada'));
      expect((await limits.peek(perMinute, 'ada')).remaining).toBe(0);
      expect(performance.now() - started).toBeLessThan(2_000);
      // From now on the connection counts as gone, and nobody waits for it any more.
      while (redis.status === 'ready') await wait(20);
      const waits = [];
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const later = performance.now();
        await exceeded(limits.consume(perMinute, 'ada'));
        waits.push(performance.now() - later);
      }
      // The shortest: the machine that runs the tests may be busy itself.
      expect(Math.min(...waits)).toBeLessThan(50);
    } finally {
      server.resume();
    }
    await isReady(redis);
  });
});

describe('defineLimit', () => {
  it.each([
    [{ name: 'a b', points: 1, seconds: 1 }, /"a b" needs a name/],
    [{ name: 'a', points: 0, seconds: 1 }, /"a" needs points/],
    [{ name: 'a', points: 1, seconds: 0.5 }, /"a" needs whole seconds/],
    [{ name: 'a', points: 1, seconds: 1, blockSeconds: [60, 3_000_000] }, /"a" needs whole seconds/],
  ])('refuses %j', (limit, sentence) => {
    expect(() => defineLimit(limit)).toThrow(sentence);
  });
});
