import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names } from '../../../support/lti/claim-names.ts';
import { expectReadable } from '../../../support/lti/expect-refusal.ts';
import type { Answer } from '../../../support/lti/launch-client.ts';
import { openLaunches, type Launches, type Place } from '../../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());
afterEach(async () => {
  expect((await fetch(`${tool.address}/readyz`)).status).toBe(200);
});

type Attempt = (place: Place) => Promise<Answer>;
const urlencoded = 'application/x-www-form-urlencoded';
/** Token and state of a valid launch, written as `write` says. */
const posted =
  (write: (token: string, state: string) => string, type = urlencoded): Attempt =>
  async ({ begin, platform }) => {
    const { client, state, nonce } = await begin();
    const body = write(await platform.idToken(platform.claims({ nonce })), state);
    return client.ask('/lti/launch', { method: 'POST', headers: { 'content-type': type }, body });
  };
const filled =
  (size: number): Attempt =>
  ({ launch }) =>
    launch({ claims: { filling: 'x'.repeat(size) } });
const json = (token: string, state: string) => JSON.stringify({ id_token: token, state });

/** Neither a session nor a crash, and a page for people. */
async function isRefused(attempt: Attempt, statuses: readonly number[] = [400, 401, 413, 415, 422]) {
  const place = await tool.place();
  const before = await tool.rows.sessions();
  const answer = await attempt(place);
  expect(statuses).toContain(answer.status);
  expectReadable(answer);
  expect(answer.setCookies.join()).not.toContain('as_');
  expect(await tool.rows.sessions()).toBe(before);
}

describe('sizes and shapes [CERT-X12]', () => {
  it.each<[string, Attempt]>([
    ['an id_token of a megabyte', filled(700_000)],
    ['an id_token that is no JWS', posted((_token, state) => `id_token=a.b&state=${state}`)],
    ['an id_token of dots', posted((_token, state) => `id_token=${'.'.repeat(5000)}&state=${state}`)],
    ['id_token twice', posted((token, state) => `id_token=${token}&id_token=x&state=${state}`)],
    ['state twice', posted((token, state) => `id_token=${token}&state=${state}&state=x`)],
    ['a list of tokens', posted((token, state) => `id_token[]=${token}&state=${state}`)],
    ['a token in an object', posted((token, state) => `id_token[a]=${token}&state=${state}`)],
    ['a state in a list', posted((token, state) => `id_token=${token}&state.0=${state}`)],
    ['five thousand fields', posted((token, state) => `${'f=1&'.repeat(5000)}id_token=${token}&state=${state}`)],
  ])('%s: refused, and the process lives', (_name, attempt) => isRefused(attempt));

  it('a form of ten megabytes is not read to its end', async () => {
    const place = await tool.place();
    const closed = await filled(7_500_000)(place).then(
      ({ status }) => status,
      () => 413,
    );
    expect(closed).toBe(413);
  });

  const deep: unknown = JSON.parse(`${'['.repeat(4000)}${']'.repeat(4000)}`);
  it.each<[string, Record<string, unknown>]>([
    ['a claim that nobody knows', { 'https://example.org/deep': deep }],
    ['a custom value', { [names.custom]: { deep } }],
    ['the context', { [names.context]: deep }],
    ['the roles', { [names.roles]: deep }],
  ])('lists in lists, four thousand deep, as %s do no harm', async (_name, claims) => {
    const { launch } = await tool.place();
    expect((await launch({ claims })).status).toBeLessThan(500);
  });
});

describe('ways of asking [CERT-X13]', () => {
  it('GET is not the method of a launch', async () => {
    const answer = await tool.client().ask('/lti/launch');
    expect(answer.status).toBe(405);
    expectReadable(answer);
  });

  it.each<[string, Attempt]>([
    ['JSON', posted(json, 'application/json')],
    ['plain text', posted(json, 'text/plain')],
    ['no id_token', posted((_token, state) => `state=${state}`)],
    ['an empty id_token', posted((_token, state) => `id_token=&state=${state}`)],
    ['nothing', posted(() => '')],
  ])('%s is refused', (_name, attempt) => isRefused(attempt));

  it('an error of the platform is a page that names it', async () => {
    const { begin } = await tool.place();
    const { client, state } = await begin();
    const { answer } = await tool.refuses(() => client.launch({ error: 'login_required', state }), {
      reason: 'platform-error',
      detail: ['login_required'],
    });
    expect(answer.words).toContain('login_required');
  });
});
