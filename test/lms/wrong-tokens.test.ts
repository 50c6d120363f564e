import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { claimNames, openPracticeLms, type Failure, type PracticeLms } from '../support/lms/index.ts';
import { launchForm } from './browse.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let lms: PracticeLms;
let tool: MinimalTool;
beforeAll(async () => {
  [lms, tool] = await Promise.all([openPracticeLms(), openMinimalTool()]);
  await lms.registerTool(tool.registrationUrl);
});
afterEach(() => {
  lms.mend();
  lms.changeClaims(null);
});
afterAll(async () => {
  await Promise.all([lms.close(), tool.close()]);
});

const launched = async () =>
  (await launchForm(lms.address + lms.launchPath(lms.activities[0]!, lms.people.sam))).fields;
const verified = async () => tool.verify((await launched())['id_token']!);

describe('what can be wrong with a token', () => {
  it.each<[Failure, string]>([
    ['wrong-key', 'signature verification failed'],
    ['unknown-kid', 'no applicable key found'],
    ['expired', '"exp" claim timestamp check failed'],
    ['issued-in-future', '"iat" claim timestamp check failed'],
    ['wrong-audience', 'unexpected "aud" claim value'],
  ])('%s', async (failure, refusal) => {
    lms.fail(failure);
    await expect(verified()).rejects.toThrow(refusal);
    lms.mend(failure);
    await verified();
  });

  it('no-kid, wrong-nonce, unknown-deployment', async () => {
    lms.fail('no-kid', 'wrong-nonce', 'unknown-deployment');
    const token = (await launched())['id_token']!;
    expect(decodeProtectedHeader(token)).toEqual({ typ: 'JWT', alg: 'RS256' });
    expect(decodeJwt(token)).toMatchObject({ nonce: 'another-nonce', [claimNames.deploymentId]: 'unknown' });
  });

  it('whatever a test does to the claims', async () => {
    lms.changeClaims(({ email: _email, ...claims }) => ({ ...claims, [claimNames.roles]: [] }));
    const claims = await verified();
    expect(claims).not.toHaveProperty('email');
    expect(claims[claimNames.roles]).toEqual([]);
  });

  it('login-required: there is none', async () => {
    lms.fail('login-required');
    expect(await launched()).toEqual({
      error: 'login_required',
      error_description: 'Nobody is signed in',
      state: 'the-state',
    });
  });
});
