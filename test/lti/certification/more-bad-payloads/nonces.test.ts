import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionOf } from '../../../support/lti/expect-session.ts';
import { openLaunches, type Launches } from '../../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

describe('nonces [CERT-X05]', () => {
  it.each<[string, unknown, string]>([
    ['no nonce', undefined, 'nonce-missing'],
    ['a nonce that is no text', 17, 'nonce-missing'],
    ['a nonce that we never issued', 'invented-by-the-platform', 'nonce-wrong'],
  ])('%s is refused', async (_name, nonce, reason) => {
    const { launch } = await tool.place();
    await tool.refuses(() => launch({ claims: { nonce } }), { reason });
  });

  it('the nonce of another login of the same browser is refused', async () => {
    const { begin, platform } = await tool.place();
    const first = await begin();
    const second = await begin(first.client);
    const idToken = await platform.idToken(platform.claims({ nonce: first.nonce }));
    await tool.refuses(() => second.client.launch({ id_token: idToken, state: second.state }), {
      reason: 'nonce-wrong',
    });
  });

  it('a token is good for one launch, also in a new login', async () => {
    const { begin, platform } = await tool.place();
    const { client, state, nonce } = await begin();
    const idToken = await platform.idToken(platform.claims({ nonce }));
    await tool.admits(() => client.launch({ id_token: idToken, state }));
    await tool.refuses(() => client.launch({ id_token: idToken, state }), { reason: 'state-used' });
    const again = await begin(client);
    await tool.refuses(() => client.launch({ id_token: idToken, state: again.state }), { reason: 'nonce-wrong' });
  });

  it('of ten posts at the same instant one succeeds', async () => {
    const { begin, platform } = await tool.place();
    const { client, state, nonce } = await begin();
    const fields = { id_token: await platform.idToken(platform.claims({ nonce })), state };
    const before = await tool.rows.sessions();
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.launch(fields)));
    expect(answers.filter((answer) => sessionOf(answer))).toHaveLength(1);
    expect(await tool.rows.sessions()).toBe(before + 1);
    expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set([null, 'state-used']));
  });
});
