import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { claimNames, openPracticeLms, type PracticeLms } from '../support/lms/index.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

const scope = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';

let lms: PracticeLms;
let tool: MinimalTool;
beforeAll(async () => {
  [lms, tool] = await Promise.all([openPracticeLms(), openMinimalTool({ scope: `${scope} https://else.example` })]);
});
afterAll(async () => {
  await Promise.all([lms.close(), tool.close()]);
});

const send = (token: string, body: unknown) =>
  fetch(`${lms.address}/registration`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('dynamic registration', () => {
  it('like Moodle answers 200, names the deployment and grants what it knows', async () => {
    const registered = await lms.registerTool(tool.registrationUrl, { flavour: 'moodle' });
    const { status, answer, token } = tool.registration;
    expect(status).toBe(200);
    expect(answer).toMatchObject({ client_id: registered.clientId, scope });
    expect(answer[claimNames.toolConfiguration]).toMatchObject({
      deployment_id: '1',
      messages: [{ type: 'LtiDeepLinkingRequest' }],
    });
    expect(decodeJwt(token)).toMatchObject({ sub: registered.clientId, scope: 'reg' });
  });

  it('like Canvas answers 201, and the first launch tells the deployment', async () => {
    await lms.registerTool(tool.registrationUrl, { flavour: 'canvas' });
    expect(tool.registration.status).toBe(201);
    expect(tool.registration.answer[claimNames.toolConfiguration]).not.toHaveProperty('deployment_id');
  });

  it('brings activities into both courses', async () => {
    const { clientId } = lms.tools[0]!;
    const mine = lms.activities.filter((activity) => activity.clientId === clientId);
    expect(mine.map(({ courseId, opensIn }) => [courseId, opensIn])).toEqual([
      ['2', 'frame'],
      ['2', 'tab'],
      ['3', 'frame'],
    ]);
  });

  it('takes a token once', async () => {
    await lms.registerTool(tool.registrationUrl);
    const count = lms.tools.length;
    const again = await send(tool.registration.token, tool.registration.sent);
    expect(again.status).toBe(401);
    expect(await again.json()).toMatchObject({ error: 'invalid_token' });
    expect((await send('none', tool.registration.sent)).status).toBe(401);
    expect(lms.tools).toHaveLength(count);
  });

  it('says what is wrong with a registration, and leaves its token good', async () => {
    await expect(lms.registerTool(`${tool.address}/nothing`)).rejects.toThrow('The tool did not register: 404');
    const address = await lms.registrationAddress(tool.registrationUrl);
    const token = new URL(address).searchParams.get('registration_token')!;
    const answer = await send(token, { ...tool.registration.sent, redirect_uris: [], jwks_uri: 'keys' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: 'invalid_client_metadata',
      error_description: expect.stringMatching(/redirect_uris[\s\S]*jwks_uri/),
    });
    expect((await send(token, tool.registration.sent)).status).toBe(200);
  });
});

describe('the configuration', () => {
  it('is open in the shape of Moodle, and names endpoints and messages', async () => {
    expect(await (await fetch(`${lms.address}/.well-known/openid-configuration`)).json()).toMatchObject({
      issuer: lms.address,
      authorization_endpoint: `${lms.address}/auth`,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      [claimNames.platformConfiguration]: {
        product_family_code: 'moodle',
        messages_supported: expect.arrayContaining(['LtiResourceLinkRequest']),
      },
    });
  });

  it('is shown to whoever registers only, in the shape of Canvas', async () => {
    const url = `${lms.address}/api/lti/security/openid-configuration`;
    expect((await fetch(url)).status).toBe(401);
  });
});
