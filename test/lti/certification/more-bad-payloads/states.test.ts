import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { openLaunches, type Launches, type Place } from '../../../support/lti/open-launches.ts';
import type { Answer } from '../../../support/lti/launch-client.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

describe('states [CERT-X08]', () => {
  it.each<[string, (place: Place) => Promise<Answer>, string]>([
    ['missing', withState(() => undefined), 'state-missing'],
    ['empty', withState(() => ''), 'state-missing'],
    ['unknown', withState(() => randomBytes(32).toString('base64url')), 'state-unknown'],
    ['ours with another letter', withState((state) => `${state.slice(0, -1)}!`), 'state-unknown'],
    ['expired', expired, 'state-expired'],
  ])('one that is %s is refused with the advice to open it again from the course', async (_name, attempt, reason) => {
    const place = await tool.place();
    const { answer } = await tool.refuses(() => attempt(place), { reason });
    expect(answer.words).toMatch(/again from (the|your) course/i);
  });

  it('one that is used is refused, also for another valid token', async () => {
    const { begin, platform } = await tool.place();
    const { client, state, nonce } = await begin();
    const launch = async () => client.launch({ id_token: await platform.idToken(platform.claims({ nonce })), state });
    await tool.admits(launch);
    const { answer } = await tool.refuses(launch, { reason: 'state-used' });
    expect(answer.words).toMatch(/again from (the|your) course/i);
  });

  it('one of another browser ends in a page that gives nothing away, and in no session', async () => {
    const { begin, platform } = await tool.place();
    const { state, nonce } = await begin();
    const before = await tool.rows.sessions();
    const claims = platform.claims({ nonce });
    const answer = await tool.client().launch({ id_token: await platform.idToken(claims), state });
    expect(answer.setCookies.join()).not.toContain('as_');
    expect(answer.page).not.toContain('Ada');
    expect(await tool.rows.sessions()).toBe(before);
  });
});

function withState(other: (state: string) => string | undefined) {
  return async ({ begin, platform }: Place) => {
    const { client, state: own, nonce } = await begin();
    const state = other(own);
    const id_token = await platform.idToken(platform.claims({ nonce }));
    return client.launch(state === undefined ? { id_token } : { id_token, state });
  };
}

async function expired({ begin, platform }: Place) {
  const { client, state, nonce } = await begin();
  await tool.rows.rows(`update lti_login set expires_at = now() - interval '1 second' where state = $1`, [state]);
  return client.launch({ id_token: await platform.idToken(platform.claims({ nonce })), state });
}
