import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLaunches, type Launches, type Place } from '../../support/lti/open-launches.ts';
import type { LaunchClient } from '../../support/lti/launch-client.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

/** The valid end of a launch, posted by whichever browser. */
async function posting({ begin, platform }: Place, from: LaunchClient) {
  const begun = await begin();
  const form = { id_token: await platform.idToken(platform.claims({ nonce: begun.nonce })), state: begun.state };
  return { begun, post: () => from.launch(form) };
}

describe('a login is bound to its browser [SEC-07]', () => {
  it('by a cookie that scripts do not read and other frames do not get', async () => {
    const { platform } = await tool.place();
    const { setCookies, authorization } = await tool.client().login(platform.loginParameters());
    const short = authorization.get('state')!.slice(0, 12);
    const [cookie, ...more] = setCookies.filter((each) => each.startsWith('__Host-lti_'));
    expect(more).toEqual([]);
    const [pair, ...attributes] = cookie!.split('; ');
    expect(pair).toMatch(new RegExp(`^__Host-lti_${short}=[\\w-]{22,}$`));
    for (const needed of ['HttpOnly', 'Max-Age=600', 'Partitioned', 'Path=/', 'SameSite=None', 'Secure'])
      expect(attributes).toContain(needed);
    expect(pair).not.toContain(authorization.get('state'));
    expect(pair).not.toContain(authorization.get('nonce'));
  });

  it('by its hash only: who reads the table cannot take part', async () => {
    const { begin } = await tool.place();
    const { client, state } = await begin();
    const [secret] = client.jar.values();
    const [row] = await tool.rows.rows('select * from lti_login where state = $1', [state]);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it.each<[string, (victim: LaunchClient, name: string, attacker: LaunchClient) => void]>([
    ['nothing', () => undefined],
    ['a secret that it made up', (victim, name) => void victim.jar.set(name, 'a'.repeat(43))],
    ['an empty secret', (victim, name) => void victim.jar.set(name, '')],
    [
      'the secret of a login of its own',
      (victim, name) => void victim.jar.set(name, [...victim.jar.values()].at(-1) ?? ''),
    ],
  ])('so that a browser which holds %s gets no session from a launch begun elsewhere', async (_name, holds) => {
    const place = await tool.place();
    const victim = (await place.begin()).client;
    const { begun, post } = await posting(place, victim);
    const [name] = begun.client.jar.keys();
    holds(victim, name!, begun.client);
    const before = await tool.rows.sessions();
    const answer = await post();
    expect(answer.setCookies.join()).not.toContain('as_');
    expect(answer.headers.get('x-assay-bearer')).toBeNull();
    expect(answer.page).not.toMatch(/as_[\w-]{40}|Ada/);
    expect(await tool.rows.sessions()).toBe(before);
  });

  it('several at once in one browser do not get in each other’s way', async () => {
    const { begin, platform } = await tool.place();
    const first = await begin();
    const second = await begin(first.client);
    for (const { state, nonce } of [second, first])
      await tool.admits(async () =>
        first.client.launch({ id_token: await platform.idToken(platform.claims({ nonce })), state }),
      );
  });
});
