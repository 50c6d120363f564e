import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { connectRedis } from '#src/cache/connect-redis.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let server: TestRedis;
let redis: Redis | undefined;

afterEach(async () => {
  redis?.disconnect();
  await server.kill();
});

function listening() {
  const said: string[] = [];
  const say = (level: string) => (sentence: unknown) => void said.push(`${level} ${String(sentence)}`);
  return { said, log: { warn: say('warn'), info: say('info') } as Parameters<typeof connectRedis>[1] };
}

async function becomes(isSo: () => boolean) {
  while (!isSo()) await wait(10);
}

describe('connectRedis', () => {
  it('says once for an outage that Redis is away, and once that it is back', async () => {
    server = await startRedis();
    const { said, log } = listening();
    const connection = (redis = connectRedis(server.url, log));
    await becomes(() => connection.status === 'ready');
    await server.kill();
    let attempts = 0;
    connection.on('reconnecting', () => (attempts += 1));
    await becomes(() => attempts >= 4);
    await server.restart();
    await becomes(() => connection.status === 'ready');
    expect(said).toEqual([
      expect.stringMatching(/^warn Redis at 127\.0\.0\.1:\d+ \(REDIS_URL\) does not answer \(.+\)/),
      expect.stringMatching(/^info .*answers again/),
    ]);
  });

  it('fails a command at once while Redis is away, and within 100 ms when it hangs', async () => {
    server = await startRedis();
    const connection = (redis = connectRedis(server.url, listening().log));
    await becomes(() => connection.status === 'ready');
    server.pause();
    const waits = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const asked = performance.now();
      await expect(connection.get('key')).rejects.toThrow(/timed out/);
      waits.push(performance.now() - asked);
    }
    // The shortest: the machine that runs the tests may be busy itself.
    expect(Math.min(...waits)).toBeLessThan(100);
    server.resume();
    await server.kill();
    await becomes(() => connection.status !== 'ready');
    const refusals = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const asked = performance.now();
      await expect(connection.get('key')).rejects.toThrow();
      refusals.push(performance.now() - asked);
    }
    expect(Math.min(...refusals)).toBeLessThan(50);
  });

  it('lets the application start before Redis does, and never names the password', async () => {
    server = await startRedis();
    await server.kill();
    const { said, log } = listening();
    const connection = (redis = connectRedis(server.url.replace('//', '//:geheim@'), log));
    await becomes(() => said.length > 0);
    await expect(connection.get('key')).rejects.toThrow();
    expect(said.join()).not.toContain('geheim');
  });
});
