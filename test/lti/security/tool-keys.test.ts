import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JWK } from 'jose';
import { forgetKeySet } from '../../../lti/keys/keys-route.ts';
import { rotateToolKeys } from '../../../lti/keys/tool-keys.ts';
import { anInstallationScope } from '../../support/app.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

async function published() {
  const response = await fetch(`${tool.address}/lti/keys`);
  expect(response.status).toBe(200);
  const { keys } = (await response.json()) as { keys: JWK[] };
  return { keys, headers: response.headers };
}

const kidOf = async (state: string) =>
  (await tool.rows.rows('select kid from lti_tool_key where state = $1', [state]))[0]!.kid;

describe('our keys', () => {
  it('are a key set that platforms may keep for a while [SEC-14]', async () => {
    const { keys, headers } = await published();
    expect(headers.get('content-type')).toMatch(/^application\/(jwk-set\+)?json/);
    expect(headers.get('cache-control')).toMatch(/public/);
    expect(headers.get('cache-control')).toMatch(/max-age=[1-9]\d*/);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256' });
      expect(key.kid).toBeTruthy();
      expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
      expect(Buffer.from(key.n!, 'base64url').length).toBeGreaterThanOrEqual(256);
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });

  it('change so that nobody meets a signature whose key was not to be read before [SEC-15]', async () => {
    const before = await published();
    const next = await kidOf('next');
    const former = await kidOf('active');
    const scope = anInstallationScope(tool.app);
    expect(await rotateToolKeys(scope)).toBe(next);
    forgetKeySet(scope);
    expect(await kidOf('active')).toBe(next);
    const after = await published();
    const kids = after.keys.map(({ kid }) => kid);
    expect(before.keys.map(({ kid }) => kid)).toContain(next);
    expect(kids).toEqual(expect.arrayContaining([former, next, await kidOf('next')]));
    expect(new Set(kids).size).toBe(before.keys.length + 1);
  });

  it('are stored sealed [SEC-16]', async () => {
    await published();
    const rows = await tool.rows.rows('select * from lti_tool_key');
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed_private_jwk: sealed, public_jwk: open } of rows) {
      expect(String(sealed)).not.toMatch(/"(d|p|q|dp|dq|qi)"|"kty"/);
      expect(Object.keys(open as JWK)).not.toContain('d');
    }
  });
});
