import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openPracticeLms, type Endpoint, type PracticeLms } from '../support/lms/index.ts';
import { allScopes, callerOf } from './call-as-tool.ts';
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
  lineItems: '/mod/lti/services.php/2/lineitems',
  scores: '/mod/lti/services.php/2/lineitems/11/lineitem/scores',
  results: '/api/lti/courses/2/line_items/11/results',
  memberships: '/api/lti/courses/2/names_and_roles',
  groups: '/api/lti/courses/2/groups',
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

describe('a service that is out of order', () => {
  it('is busy, limits, or knows nobody', async () => {
    lms.setFailures({ retryAfterSeconds: 7 });
    lms.fail('scores-busy');
    const busy = await ask('scores');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7']);
    lms.mend();
    lms.fail('scores-limited');
    const limited = await ask('scores');
    expect([limited.status, limited.headers.get('x-rate-limit-remaining')]).toEqual([403, '0.0']);
    expect(await limited.text()).toContain('Rate Limit Exceeded');
    lms.mend();
    lms.fail('memberships-unauthorized');
    expect((await ask('memberships')).status).toBe(401);
    expect(lms.seenRequests.at(-1)).toMatchObject({ endpoint: 'memberships', method: 'GET', status: 401 });
  });

  it('fails for a share of the requests, evenly', async () => {
    lms.setFailures({ share: 0.5 });
    lms.fail('token-fails');
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await ask('token')).status);
    expect(statuses).toEqual([400, 500, 400, 500, 400, 500]);
  });

  it('does what it is asked, and cuts the connection before the answer', async () => {
    const owner = await openMinimalTool({ scope: allScopes });
    await lms.registerTool(owner.registrationUrl);
    const call = await callerOf(owner);
    const column = lms.columns.find(({ clientId }) => clientId === owner.registration.platform!.clientId)!;
    const url = `${lms.address}/mod/lti/services.php/2/lineitems/${column.id}/lineitem/scores`;
    const progress = { activityProgress: 'Completed', gradingProgress: 'FullyGraded' };
    const body = { ...progress, userId: '5', scoreGiven: 1, scoreMaximum: 1, timestamp: '2026-11-21T00:47:29Z' };
    lms.fail('scores-drops');
    await expect(call('POST', url, { body })).rejects.toThrow('fetch failed');
    expect(lms.gradeOf(column, lms.people.sam)).toMatchObject({ score: 100 });
    expect(lms.seenRequests.at(-1)).toMatchObject({ endpoint: 'scores', status: null });
    lms.mend();
    expect((await call('POST', url, { body })).status).toBe(409);
    await owner.close();
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
