import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

describe('an error instead of a token [SEC-19]', () => {
  it('is shown, its description is kept for operators, and the login is over', async () => {
    const { begin, platform } = await tool.place();
    const { client, state, nonce } = await begin();
    const error = { error: 'login_required', error_description: 'Nobody is signed in there', state };
    const { answer } = await tool.refuses(() => client.launch(error), {
      reason: 'platform-error',
      detail: ['login_required', 'Nobody is signed in there'],
    });
    expect(answer.words).toContain('login_required');
    const id_token = await platform.idToken(platform.claims({ nonce }));
    await tool.refuses(() => client.launch({ id_token, state }), { reason: 'state-used' });
  });

  it.each([
    ['without a state', (): string | undefined => undefined],
    ['with a state that we do not know', () => 'a'.repeat(43)],
  ])('%s is shown all the same', async (_name, state) => {
    const given = state();
    const fields = { error: 'access_denied', ...(given && { state: given }) };
    await tool.refuses(() => tool.client().launch(fields), { reason: 'platform-error', detail: ['access_denied'] });
  });

  it('beside a token is an error', async () => {
    const { launch } = await tool.place();
    await tool.refuses(() => launch({ fields: { error: 'access_denied' } }), { reason: 'platform-error' });
  });
});
