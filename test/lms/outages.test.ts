import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openPracticeLms, type Endpoint, type PracticeLms } from '../support/lms/index.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let lms: PracticeLms;
let tool: MinimalTool;
beforeAll(async () => {
  [lms, tool] = await Promise.all([openPracticeLms(), openMinimalTool()]);
});
afterEach(() => lms.mend());
afterAll(async () => {
  await Promise.all([lms.close(), tool.close()]);
});

const addresses: Record<Endpoint, string> = {
  configuration: '/.well-known/openid-configuration',
  registration: '/registration',
  keys: '/jwks',
  authorization: '/auth',
  token: '/token',
};
const ask = (endpoint: Endpoint, milliseconds = 5000) =>
  fetch(lms.address + addresses[endpoint], {
    method: ['registration', 'token'].includes(endpoint) ? 'POST' : 'GET',
    signal: AbortSignal.timeout(milliseconds),
  });
const kids = async () => ((await (await ask('keys')).json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);

describe('an address that is out of order', () => {
  it.each(Object.keys(addresses) as Endpoint[])(
    'fails, answers with a page, is slow or hangs: %s',
    async (endpoint) => {
      const before = lms.requests[endpoint];
      lms.fail(`${endpoint}-fails`);
      expect((await ask(endpoint)).status).toBe(500);
      lms.mend(`${endpoint}-fails`);
      lms.fail(`${endpoint}-html`);
      const page = await ask(endpoint);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      lms.setSlowSeconds(0.3);
      lms.fail(`${endpoint}-slow`);
      const began = performance.now();
      await ask(endpoint);
      expect(performance.now() - began).toBeGreaterThan(290);
      lms.fail(`${endpoint}-hangs`);
      await expect(ask(endpoint, 300)).rejects.toThrow('timeout');
      expect(lms.requests[endpoint] - before).toBe(4);
    },
  );

  it('makes a registration fail, so that no tool is added', async () => {
    lms.fail('registration-fails');
    await expect(lms.registerTool(tool.registrationUrl)).rejects.toThrow('The tool did not register: 502');
    expect(lms.tools).toEqual([]);
    lms.mend();
    expect(await lms.registerTool(tool.registrationUrl)).toMatchObject({ number: 1 });
  });
});

describe('the keys', () => {
  it('are published before they sign and after', async () => {
    const [current, next] = await kids();
    await lms.rotateKeys();
    expect(await kids()).toEqual([next, expect.any(String), current]);
    await lms.rotateKeys({ forget: true });
    expect(await kids()).toHaveLength(2);
    expect(await kids()).not.toContain(current);
  });

  it('are public ones only', async () => {
    const { keys } = (await (await ask('keys')).json()) as { keys: object[] };
    for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});
