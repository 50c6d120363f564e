import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names, roles } from '../../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const markup = `"><script>alert(1)</script><img src=x onerror=alert(1)>');alert(1);//`;
const raw = /<script>alert|<img src=x|onerror=alert\(1\)>|^\s*'\);alert/;

describe('markup in what comes from outside [CERT-X14]', () => {
  it('in the token is text on the pages that follow', async () => {
    const { launch, platform } = await tool.place();
    const valid = platform.claims();
    const free = ['name', 'given_name', 'family_name', names.context, names.resourceLink, names.toolPlatform];
    const claims = Object.fromEntries(free.map((name) => [name, retold(valid[name], markup)]));
    const { answer, token } = await tool.admits(() =>
      launch({ claims: { ...claims, [names.roles]: [markup, roles.instructor], [names.custom]: { a: markup } } }),
    );
    const page = await tool.follow({ token, answer });
    expect(page.status).toBe(200);
    expect(page.page).toContain('&lt;script&gt;alert(1)');
    expect(page.page).not.toMatch(raw);
  });

  it.each([names.messageType, names.version, names.deploymentId, names.targetLinkUri, 'iss', 'aud', 'nonce', 'sub'])(
    'in the claim %s is text on the page that refuses it',
    async (claim) => {
      const { launch } = await tool.place();
      const { page, status } = await launch({ claims: { [claim]: markup } });
      expect(status).toBeLessThan(500);
      expect(page).not.toMatch(raw);
    },
  );

  it.each(['state', 'error', 'error_description', 'lti_storage_target'])(
    'in the field %s is text on the page that refuses it',
    async (field) => {
      const { begin } = await tool.place();
      const { client, state } = await begin();
      const { page, status } = await client.launch({ error: 'access_denied', state, [field]: markup });
      expect(status).toBe(400);
      expect(page).not.toMatch(raw);
    },
  );

  it.each(['iss', 'login_hint', 'target_link_uri', 'client_id', 'lti_message_hint', 'lti_storage_target'])(
    'in the parameter %s of a login is text, or is passed on encoded',
    async (name) => {
      const { platform } = await tool.place();
      const client = tool.client({ 'sec-fetch-dest': 'iframe' });
      const { page, status, location } = await client.login(platform.loginParameters({ [name]: markup }));
      expect(status).toBeLessThan(500);
      expect(page).not.toMatch(raw);
      expect(location ?? '').not.toContain('<');
    },
  );

  it.each(['javascript:alert(1)', 'http://lms.example/back', 'data:text/html,x', 'https://user:pw@lms.example/'])(
    'a deep linking return URL such as %s is refused',
    async (url) => {
      const { launch } = await tool.place();
      const settings = {
        deep_link_return_url: url,
        accept_types: ['ltiResourceLink'],
        accept_presentation_document_targets: ['iframe'],
      };
      const claims = { [names.messageType]: 'LtiDeepLinkingRequest', [names.deepLinkingSettings]: settings };
      await tool.refuses(() => launch({ claims: { ...claims, [names.resourceLink]: undefined } }), {
        reason: 'deep-linking-settings-wrong',
      });
    },
  );

  it.each([
    ['the sign that ends texts in C', 'Ada\u0000Lovelace'],
    ['half of a sign', 'Ada\ud800'],
    ['a sign that turns the direction', '\u202eAda'],
  ])('and texts with %s do no harm, wherever they stand', async (_name, text) => {
    const { launch, platform } = await tool.place();
    for (const claim of Object.keys(platform.claims())) {
      const claims = { [claim]: retold(platform.claims()[claim], text) };
      const { status, page } = await launch({ claims });
      expect({ claim, isOurFault: status >= 500 }).toEqual({ claim, isOurFault: false });
      expect(page).not.toMatch(raw);
    }
  });
});

/** The same value with a text of its own in the place of each that it holds. */
function retold(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((inner) => retold(inner, text));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, retold(inner, text)]));
}
