import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectReadable } from '../support/lti/expect-refusal.ts';
import { sessionOf } from '../support/lti/expect-session.ts';
import type { Answer } from '../support/lti/launch-client.ts';
import { mutate, mutateForm } from '../support/lti/mutations.ts';
import { openLaunches, type Launches, type Place } from '../support/lti/open-launches.ts';
import { randomFrom, type Random } from '../support/lti/random-from.ts';

const isLong = process.env.ASSAY_LONG === '1';
const seed = 20_261_128;
const total = isLong ? 10_000 : 2_000;
const browsers = 8;

let tool: Launches;
let place: Place;
beforeAll(async () => {
  tool = await openLaunches();
  place = await tool.place();
}, 120_000);
afterAll(() => tool.close());

/** A session, a failure of ours, or a page that shows the inside. */
function harmOf(answer: Answer): string | null {
  if (sessionOf(answer)) return 'opened a session';
  if (answer.status >= 500 && answer.reason !== 'keys-unreachable') return `answered ${answer.status}`;
  try {
    expectReadable(answer);
  } catch (error) {
    return String(error);
  }
  return null;
}

/** Each attempt comes from elsewhere: what is looked for is not a limit. */
const anAddress = ({ below }: Random) => `11.${below(256)}.${below(256)}.${below(256)}`;

/** One browser's share: all its attempts are for one login, which none of them may use up. */
async function attack(share: number, harms: string[]) {
  const random = randomFrom(seed + share);
  const { platform } = place;
  const { client, state, nonce } = await place.begin();
  const valid = platform.claims({ nonce });
  const untouched = await platform.idToken(valid);
  for (let done = share; done < total; done += browsers) {
    const isForm = random.next() < 0.2;
    const { rule, claims, token } = mutate(valid, random);
    const body = isForm
      ? mutateForm({ id_token: untouched, state }, random)
      : String(new URLSearchParams({ id_token: await platform.idToken(claims, token), state }));
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': anAddress(random) };
    const harm = harmOf(await client.ask('/lti/launch', { method: 'POST', headers, body }));
    if (harm) harms.push(`${done} (${isForm ? body.slice(0, 60) : rule}): ${harm}`);
  }
  return client.launch({ id_token: untouched, state });
}

describe('a valid launch that was changed', () => {
  it(
    'in thousands of random ways never opens a session, never breaks the application, and never uses up the login [CERT-X12]',
    async () => {
      const before = await tool.rows.sessions();
      const harms: string[] = [];
      const last = await Promise.all(Array.from({ length: browsers }, (_, share) => attack(share, harms)));
      expect(harms).toEqual([]);
      expect(last.map((answer) => answer.status)).toEqual(Array.from({ length: browsers }, () => 303));
      expect(await tool.rows.sessions()).toBe(before + browsers);
      expect((await fetch(`${tool.address}/readyz`)).status).toBe(200);
    },
    isLong ? 600_000 : 120_000,
  );
});
