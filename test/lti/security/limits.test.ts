import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { expectReadable } from '../../support/lti/expect-refusal.ts';
import type { Answer } from '../../support/lti/launch-client.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

describe('whoever asks too often [SEC-24]', () => {
  it('is told so: a registration with thousands of open logins', async () => {
    const { platform, registrationId } = await tool.place();
    const other = await tool.place();
    expect((await tool.client().login(platform.loginParameters())).status).toBe(302);
    const limit = { name: 'lti.login', points: 6_000, seconds: 600 };
    await tool.app.kernel.limits.consume(limit, registrationId, 6_000);
    expectTooMany(await tool.client().login(platform.loginParameters()));
    expect((await tool.client().login(other.platform.loginParameters())).status).toBe(302);
  });

  it('is told so: a person who launches more than sixty times in a minute', async () => {
    const { launch } = await tool.place();
    const sub = randomUUID();
    const answers = await Promise.all(Array.from({ length: 61 }, () => launch({ claims: { sub } })));
    const [refused, ...more] = answers.filter(({ status }) => status !== 303);
    expect(more).toEqual([]);
    expectTooMany(refused!);
    expect((await launch()).status).toBe(303);
  });
});

function expectTooMany(answer: Answer) {
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expectReadable(answer);
}

describe('the record of a launch [SEC-24]', () => {
  it('says how it ended, and holds neither the token nor who it was about', async () => {
    const { begin, platform, organizationId } = await tool.place();
    const { client, state, nonce } = await begin();
    const person = { name: `Name ${randomUUID()}`, email: `${randomUUID()}@lms.example`, sub: randomUUID() };
    const id_token = await platform.idToken(platform.claims({ nonce, ...person }));
    await tool.refuses(() => client.launch({ id_token: `${id_token.slice(0, -4)}AAAA`, state }), {
      reason: 'signature-wrong',
    });
    await tool.admits(() => client.launch({ id_token, state }));
    const records = await tool.rows.rows('select * from lti_launch_record where client_id = $1 order by created_at', [
      platform.clientId,
    ]);
    expect(records.map(({ outcome }) => outcome)).toEqual(['refused', 'launched']);
    // The refused one never had a verified deployment: it is of whoever invited the platform.
    expect(records.map((record) => record.organization_id)).toEqual([organizationId, organizationId]);
    const written = JSON.stringify(records);
    for (const secret of [...Object.values(person), id_token.split('.')[2]!, state, nonce, ...client.jar.values()])
      expect(written).not.toContain(secret);
  });
});
