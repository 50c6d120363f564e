import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { defineCache } from '#src/cache/cache-definition.ts';
import { createCache, type Cache } from '#src/cache/cache.ts';
import { connectRedis } from '#src/cache/connect-redis.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

const school = '7d0f6c0e-7f7b-4a52-8a57-0d1f2f6f8a11';
const other = '0e7e2c44-1f0c-4a6b-9a39-5b7e7d8f1c22';
const Problem = z.object({ title: z.string(), tags: z.array(z.string()) });
const problems = defineCache({ name: 'problems', seconds: 60, value: Problem });
const sorting = { title: 'Sorting', tags: ['lists'] };

let server: TestRedis;
let redis: Redis;

beforeAll(async () => {
  server = await startRedis();
  redis = connectRedis(server.url, { warn: () => {}, info: () => {} });
  await isReady();
});
beforeEach(() => redis.flushall());
afterAll(async () => {
  redis.disconnect();
  await server.kill();
});

async function isReady() {
  while (redis.status !== 'ready') await wait(10);
}

const counted = <T>(value: T, ms = 0) => {
  const load = async () => {
    load.times += 1;
    await wait(ms);
    return value;
  };
  load.times = 0;
  return load;
};

describe.each(['in the process', 'with Redis'])('a cache %s', (where) => {
  let cache: Cache;
  beforeEach(() => {
    cache = createCache(where === 'with Redis' ? redis : null, { maxEntries: 100 });
  });

  it('finds what was set, in that organization only, until it is deleted', async () => {
    expect(await cache.get(problems, school, 'p1')).toBeUndefined();
    await cache.set(problems, school, 'p1', sorting);
    expect(await cache.get(problems, school, 'p1')).toEqual(sorting);
    expect(await cache.get(problems, other, 'p1')).toBeUndefined();
    expect(await cache.get(problems, school, 'p2')).toBeUndefined();
    await cache.delete(problems, school, 'p1');
    expect(await cache.get(problems, school, 'p1')).toBeUndefined();
  });

  it('loads once for many who ask at once, and not again while it is fresh', async () => {
    const load = counted(sorting, 20);
    const answers = await Promise.all(Array.from({ length: 10 }, () => cache.cached(problems, school, 'p1', load)));
    expect(new Set(answers).size).toBe(1);
    expect(await cache.cached(problems, school, 'p1', load)).toEqual(sorting);
    expect(load.times).toBe(1);
  });

  it('tells a failed load to all who wait, and loads again for the next', async () => {
    const fails = async () => {
      await wait(5);
      throw new Error('no database');
    };
    const asked = [cache.cached(problems, school, 'p1', fails), cache.cached(problems, school, 'p1', counted(sorting))];
    for (const answer of asked) await expect(answer).rejects.toThrow('no database');
    expect(await cache.cached(problems, school, 'p1', counted(sorting))).toEqual(sorting);
  });

  it('remembers that there is nothing', async () => {
    const maybe = defineCache({ name: 'maybe', seconds: 60, value: Problem.nullable() });
    const load = counted(null);
    expect(await cache.cached(maybe, school, 'p1', load)).toBeNull();
    expect(await cache.cached(maybe, school, 'p1', load)).toBeNull();
    expect(await cache.get(maybe, school, 'p1')).toBeNull();
    expect(load.times).toBe(1);
  });

  it('forgets after its seconds', async () => {
    const brief = defineCache({ name: 'brief', seconds: 0.2, value: Problem });
    await cache.set(brief, school, 'p1', sorting);
    expect(await cache.get(brief, school, 'p1')).toEqual(sorting);
    await wait(250);
    expect(await cache.get(brief, school, 'p1')).toBeUndefined();
  });

  it('does not keep what a load read before the value changed', async () => {
    const slow = cache.cached(problems, school, 'p1', counted({ title: 'Before', tags: [] }, 40));
    await wait(15);
    await cache.delete(problems, school, 'p1');
    const fresh = await cache.cached(problems, school, 'p1', counted(sorting));
    expect(fresh).toEqual(sorting);
    expect((await slow).title).toBe('Before');
    expect(await cache.get(problems, school, 'p1')).toEqual(sorting);
  });

  it('gives everyone the same value, which nobody can change', async () => {
    const mine = { title: 'Sorting', tags: ['lists'] };
    const loaded = await cache.cached(problems, school, 'p1', async () => mine);
    mine.title = 'Changed';
    expect(loaded.title).toBe('Sorting');
    expect(() => loaded.tags.push('trees')).toThrow(TypeError);
    expect(await cache.get(problems, school, 'p1')).toEqual(sorting);
  });

  it('refuses what it does not declare, and drops properties that are not declared', async () => {
    await expect(cache.set(problems, school, 'p1', { title: 1 } as never)).rejects.toThrow(
      /"problems" was given what it does not declare/,
    );
    await cache.set(problems, school, 'p1', { ...sorting, secret: 'x' } as typeof sorting);
    expect(await cache.get(problems, school, 'p1')).toEqual(sorting);
  });

  it('carries dates through a codec, and refuses a schema that JSON cannot carry', async () => {
    const date = z.codec(z.iso.datetime(), z.date(), {
      decode: (text) => new Date(text),
      encode: (value) => value.toISOString(),
    });
    const due = defineCache({ name: 'due', seconds: 60, value: z.object({ at: date }) });
    await cache.set(due, school, 'a1', { at: new Date(0) });
    expect((await cache.get(due, school, 'a1'))?.at.getTime()).toBe(0);
    const broken = defineCache({ name: 'broken', seconds: 60, value: z.object({ at: z.date() }) });
    await expect(cache.set(broken, school, 'a1', { at: new Date(0) })).rejects.toThrow(/JSON cannot carry/);
  });

  it('finds nothing for another definition of the same name', async () => {
    const renamed = defineCache({ name: 'problems', seconds: 60, value: z.object({ name: z.string() }) });
    await cache.set(problems, school, 'p1', sorting);
    expect(await cache.get(renamed, school, 'p1')).toBeUndefined();
  });
});

describe('a cache in the process', () => {
  it('keeps so many entries, and lets the least recently used go', async () => {
    const cache = createCache(null, { maxEntries: 2 });
    await cache.set(problems, school, 'p1', sorting);
    await cache.set(problems, school, 'p2', sorting);
    await cache.get(problems, school, 'p1');
    await cache.set(problems, school, 'p3', sorting);
    expect(await cache.get(problems, school, 'p1')).toEqual(sorting);
    expect(await cache.get(problems, school, 'p2')).toBeUndefined();
  });

  it('does not take a name or organization that would mix keys', async () => {
    expect(() => defineCache({ name: 'a:b', seconds: 1, value: Problem })).toThrow(/"a:b" needs a name/);
    expect(() => defineCache({ name: 'a', seconds: 0, value: Problem })).toThrow(/"a" needs seconds/);
    await expect(createCache(null, { maxEntries: 1 }).get(problems, 'a:b', 'c')).rejects.toThrow(/organization "a:b"/);
  });
});

describe('a cache with Redis', () => {
  it('keeps values under <organization>:<name>:<id> with a time [T2-01]', async () => {
    await createCache(redis, { maxEntries: 100 }).set(problems, school, 'p1', sorting);
    expect(await redis.keys('*')).toEqual([`${school}:problems:p1`]);
    expect(await redis.pttl(`${school}:problems:p1`)).toBeGreaterThan(50_000);
  });

  it('has two levels: what one process made, others find without loading, and ask Redis once [T2-21]', async () => {
    const [one, two] = [createCache(redis, { maxEntries: 100 }), createCache(redis, { maxEntries: 100 })];
    await one.set(problems, school, 'p1', sorting);
    const load = counted(sorting);
    expect(await two.cached(problems, school, 'p1', load)).toEqual(sorting);
    expect(load.times).toBe(0);
    await redis.flushall();
    expect(await two.get(problems, school, 'p1')).toEqual(sorting);
  });

  it('does not lengthen a value that another process made', async () => {
    const brief = defineCache({ name: 'brief', seconds: 1, value: Problem });
    await createCache(redis, { maxEntries: 100 }).set(brief, school, 'p1', sorting);
    await wait(600);
    const late = createCache(redis, { maxEntries: 100 });
    expect(await late.get(brief, school, 'p1')).toEqual(sorting);
    await wait(450);
    expect(await late.get(brief, school, 'p1')).toBeUndefined();
  });

  it.each(['{"until":9999999999999,"value":{"title":"older shape"}}', 'no JSON', 'null', '[]'])(
    'takes %s for a miss',
    async (text) => {
      await redis.set(`${school}:problems:p1`, text);
      const cache = createCache(redis, { maxEntries: 100 });
      expect(await cache.get(problems, school, 'p1')).toBeUndefined();
      expect(await cache.cached(problems, school, 'p1', counted(sorting))).toEqual(sorting);
    },
  );

  it('tells other processes what changed, and passes over what it told itself', async () => {
    const caches: Cache[] = [];
    const announce = (text: string) => caches.forEach((cache) => cache.forget(text));
    caches.push(createCache(redis, { maxEntries: 100, announce }), createCache(redis, { maxEntries: 100, announce }));
    const [one, two] = caches as [Cache, Cache];
    await one.set(problems, school, 'p1', sorting);
    await two.get(problems, school, 'p1');
    await one.set(problems, school, 'p1', { title: 'Changed', tags: [] });
    expect((await two.get(problems, school, 'p1'))?.title).toBe('Changed');
    await redis.flushall();
    expect((await one.get(problems, school, 'p1'))?.title).toBe('Changed');
    await two.delete(problems, school, 'p1');
    expect(await one.get(problems, school, 'p1')).toBeUndefined();
  });

  it('drops its copy for a bare key, too', async () => {
    const cache = createCache(redis, { maxEntries: 100 });
    await cache.set(problems, school, 'p1', sorting);
    await redis.flushall();
    cache.forget(`${school}:problems:p1`);
    expect(await cache.get(problems, school, 'p1')).toBeUndefined();
  });

  it('takes a Redis that hangs or is dead for a miss, within 100 ms', async () => {
    const cache = createCache(redis, { maxEntries: 100 });
    server.pause();
    const waits = [];
    for (const id of ['p1', 'p2', 'p3']) {
      const asked = performance.now();
      expect(await cache.get(problems, school, id)).toBeUndefined();
      waits.push(performance.now() - asked);
    }
    // The shortest: the machine that runs the tests may be busy itself.
    expect(Math.min(...waits)).toBeLessThan(100);
    server.resume();
    await server.kill();
    const dead = performance.now();
    expect(await cache.cached(problems, school, 'p1', counted(sorting))).toEqual(sorting);
    await cache.set(problems, school, 'p2', sorting);
    await cache.delete(problems, school, 'p3');
    expect((performance.now() - dead) / 3).toBeLessThan(100);
    expect(await cache.get(problems, school, 'p2')).toEqual(sorting);
    await server.restart();
    await isReady();
    await cache.set(problems, school, 'p3', sorting);
    expect(await redis.exists(`${school}:problems:p3`)).toBe(1);
  });
});
