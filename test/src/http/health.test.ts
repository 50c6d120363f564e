import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { App } from '#src/app.ts';
import { defineCache } from '#src/cache/cache-definition.ts';
import { eventually, openTestApp } from '../../support/app.ts';
import { startRedis } from '../../support/redis.ts';
import { openBrowser, type Browser } from '../../support/browser.ts';
import { watchedPage } from '../../support/watch-page.ts';

let app: App;
let address: string;
let browser: Browser;
beforeAll(async () => {
  app = await openTestApp({ environment: { METRICS_TOKEN: 'a-token-for-the-metrics' } });
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

describe('health and metrics', () => {
  it('opens in a browser [T1-01]', async () => {
    const { page, close } = await watchedPage(browser);
    await page.goto(`${address}/healthz`);
    expect(await page.locator('body').textContent()).toContain('ok');
    await close();
  });

  it('is ready while PostgreSQL answers and nothing is pending [T1-01]', async () => {
    const response = await fetch(`${address}/readyz`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ ready: true, reasons: [], degraded: {} });
  });

  it('gives its figures to loopback, and through a proxy only to the token [T1-02]', async () => {
    const direct = await fetch(`${address}/metrics`);
    const figures = await direct.text();
    expect(figures).toContain('assay_process_cpu_user_seconds_total');
    expect(figures).toMatch(/assay_jobs\{job="kernel\.makeAuditPartitions",state="failed"\} \d+/);
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    expect((await fetch(`${address}/metrics`, { headers: forwarded })).status).toBe(404);
    expect(
      (await fetch(`${address}/metrics`, { headers: { ...forwarded, authorization: 'Bearer wrong' } })).status,
    ).toBe(404);
    const known = await fetch(`${address}/metrics`, {
      headers: { ...forwarded, authorization: 'Bearer a-token-for-the-metrics' },
    });
    expect(known.status).toBe(200);
  });

  it('answers every other path as not found', async () => {
    expect((await fetch(`${address}/anything`)).status).toBe(404);
  });

  it('is not ready any more while it drains', async () => {
    const draining = await openTestApp();
    const { port } = await draining.serve({ port: 0, host: '127.0.0.1' });
    const readyz = () => fetch(`http://127.0.0.1:${port}/readyz`);
    expect((await readyz()).status).toBe(200);
    draining.drain();
    const response = await readyz();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ ready: false, reasons: ['draining'] });
    await draining.stop();
    await expect(readyz()).rejects.toThrow();
  });

  it('goes on without Redis, and says so [T3-06]', async () => {
    const redis = await startRedis();
    const connected = await openTestApp({ environment: { REDIS_URL: redis.url } });
    const { port } = await connected.serve({ port: 0, host: '127.0.0.1' });
    const readyz = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).json();
    await eventually(async () => JSON.stringify(await readyz()) === '{"ready":true,"reasons":[],"degraded":{}}');
    await redis.kill();
    expect(await readyz()).toMatchObject({
      ready: true,
      degraded: { redis: expect.stringContaining('Redis does not answer') },
    });
    await connected.stop();
  });
});

describe('the cache of two processes', () => {
  it('forgets in the other what one deleted, through PostgreSQL alone', async () => {
    const other = await openTestApp();
    const names = defineCache({ name: 'sample', seconds: 60, value: z.string() });
    const organization = randomUUID();
    let loads = 0;
    const load = async () => `value ${(loads += 1)}`;
    expect(await other.kernel.cache.cached(names, organization, '1', load)).toBe('value 1');
    expect(await other.kernel.cache.cached(names, organization, '1', load)).toBe('value 1');
    await eventually(async () => {
      await app.kernel.cache.delete(names, organization, '1');
      await new Promise((done) => setTimeout(done, 30));
      return (await other.kernel.cache.cached(names, organization, '1', load)) !== 'value 1';
    });
    await other.stop();
  });
});
