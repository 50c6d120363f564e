import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { openPracticeLms, type PracticeLms } from '../support/lms/index.ts';
import { post } from './browse.ts';
import { openMinimalTool, type Changed, type MinimalTool } from './minimal-tool.ts';

const score = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';
const roster = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

let lms: PracticeLms;
let tool: MinimalTool;
beforeAll(async () => {
  [lms, tool] = await Promise.all([openPracticeLms({ flavour: 'canvas' }), openMinimalTool({ scope: score })]);
  await lms.registerTool(tool.registrationUrl);
});
afterAll(async () => {
  await Promise.all([lms.close(), tool.close()]);
});

const form = (assertion: string) => ({
  grant_type: 'client_credentials',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
  scope: score,
});

const ask = async (assertion: string, changed: Record<string, string> = {}) => {
  const answer = await post(`${lms.address}/token`, { ...form(assertion), ...changed });
  return { status: answer.status, type: answer.headers.get('content-type'), ...((await answer.json()) as object) };
};

describe('the token endpoint', () => {
  it('grants an hour for the scopes that were asked for and registered', async () => {
    const answer = await ask(await tool.assertion(), { scope: `${roster} ${score}` });
    expect(answer).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 3600, scope: score });
    const [[token, granted] = []] = lms.accessTokens;
    expect(answer).toHaveProperty('access_token', token);
    expect(granted).toMatchObject({ clientId: lms.tools[0]!.clientId, scopes: [score] });
  });

  it('grants nothing that was not registered', async () => {
    expect(await ask(await tool.assertion(), { scope: roster })).toMatchObject({ status: 400, error: 'invalid_scope' });
  });

  it('takes its own address and its issuer as audience', async () => {
    expect(await ask(await tool.assertion({ aud: [lms.issuer, `${lms.address}/token`] }))).toHaveProperty(
      'status',
      200,
    );
    expect(await ask(await tool.assertion({ aud: lms.issuer }))).toHaveProperty('status', 200);
  });

  it('takes an assertion once', async () => {
    const assertion = await tool.assertion();
    const both = await Promise.all([ask(assertion), ask(assertion)]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(both.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  it.each<[string, Changed]>([
    ['for somebody else', { aud: 'https://else.example/token' }],
    ['of an unknown client', { iss: 'another', sub: 'another' }],
    ['about somebody else', { sub: 'another' }],
    ['that is over', { exp: 1_700_000_000 }],
    ['without an end', { exp: undefined }],
    ['without an id', { jti: undefined }],
  ])('takes no assertion %s', async (_case, changed) => {
    expect(await ask(await tool.assertion(changed))).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  it('takes no assertion by another key, and no other text', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const { clientId } = lms.tools[0]!;
    const forged = await new SignJWT({ iss: clientId, sub: clientId, aud: `${lms.address}/token`, jti: '1' })
      .setProtectedHeader({ alg: 'RS256', kid: 'tool' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    expect(await ask(forged)).toMatchObject({ status: 401, error_description: 'signature verification failed' });
    expect(await ask('no.jwt')).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  it('knows one kind of grant', async () => {
    const assertion = await tool.assertion();
    expect(await ask(assertion, { grant_type: 'password' })).toMatchObject({ error: 'unsupported_grant_type' });
    expect(await ask(assertion, { client_assertion_type: 'saml' })).toMatchObject({ error: 'invalid_request' });
  });

  it('says like Moodle that its JSON is a page, and refuses in what is no JSON', async () => {
    await lms.registerTool(tool.registrationUrl, { flavour: 'moodle' });
    expect(await ask(await tool.assertion())).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    const refused = await post(`${lms.address}/token`, form(await tool.assertion({ exp: 1_700_000_000 })));
    expect(refused.status).toBe(400);
    const text = await refused.text();
    expect(text).toContain('"error" : ""exp" claim timestamp check failed"');
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });
});
