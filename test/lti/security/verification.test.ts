import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names, type Claims } from '../../support/lti/claim-names.ts';
import type { AttemptOptions } from '../../support/lti/attempt.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { newSigningKey } from '../../support/lti/signing-key.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

/** Faults from the last check to the first: whoever has all of a row's faults fails at the last named. */
const faults: readonly (readonly [string, AttemptOptions])[] = [
  ['claims-missing', { claims: { [names.version]: undefined } }],
  ['nonce-wrong', { claims: { nonce: 'not-ours' } }],
  ['token-expired', { claims: { iat: 11_111, exp: 22_222 } }],
  ['audience-wrong', { claims: { aud: 'somebody-else' } }],
  ['issuer-wrong', { claims: { iss: 'https://nobody.example' } }],
];

describe('an id_token is checked', () => {
  it.each(faults.map(([reason], index) => [reason, index] as const))(
    'in the order of the Security Framework: %s comes before what follows it [SEC-09]',
    async (reason, index) => {
      const claims = Object.assign({}, ...faults.slice(0, index + 1).map(([, each]) => each.claims)) as Claims;
      const { launch } = await tool.place();
      await tool.refuses(() => launch({ claims }), { reason });
    },
  );

  it('for its signature, kid and algorithm before anything that it says [SEC-09]', async () => {
    const claims = Object.assign({}, ...faults.map(([, each]) => each.claims)) as Claims;
    const { launch, platform } = await tool.place();
    const { privateKey: key } = await newSigningKey();
    await tool.refuses(() => launch({ claims, token: { key } }), { reason: 'signature-wrong' });
    await tool.refuses(() => launch({ claims, token: { key, kid: 'unheard-of' } }), { reason: 'kid-unknown' });
    await tool.refuses(() => launch({ claims, token: { key, kid: null } }), { reason: 'kid-missing' });
    const before = platform.keys.requests();
    await tool.refuses(() => launch({ claims, token: { alg: 'none', kid: null } }), { reason: 'algorithm-refused' });
    expect(platform.keys.requests()).toBe(before);
  });

  it('and a refused one does not use up the login [SEC-09]', async () => {
    const { begin, platform } = await tool.place();
    const { client, state, nonce } = await begin();
    const launch = async (claims: Claims) =>
      client.launch({ id_token: await platform.idToken(platform.claims({ nonce, ...claims })), state });
    await tool.refuses(() => launch({ aud: 'somebody-else' }), { reason: 'audience-wrong' });
    await tool.admits(() => launch({}));
  });

  it.each<[string, Claims]>([
    ['claims', { 'https://example.org/claim': { any: ['thing'] }, one_time_session_token: 'x', jti: '1', acr: 7 }],
    ['members of a claim', { [names.context]: { id: 'course-1', colour: 'green', title: 'Programming' } }],
    ['types of a context', { [names.context]: { id: 'course-1', type: ['https://example.org/Club'] } }],
  ])('and unknown %s are passed over [SEC-25]', async (_name, claims) => {
    const { launch } = await tool.place();
    await tool.admits(() => launch({ claims }));
  });

  it('and unknown parameters of login and launch are passed over [SEC-25]', async () => {
    const { launch } = await tool.place();
    await tool.admits(() => launch({ login: { canvas_region: 'eu' }, fields: { session_state: 'x', utf8: '✓' } }));
  });
});
