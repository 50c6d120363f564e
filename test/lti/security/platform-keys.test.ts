import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { newSigningKey } from '../../support/lti/signing-key.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

describe('the keys of a platform [SEC-17]', () => {
  it('are fetched once for many launches, also for those at the same time', async () => {
    const { launch, platform } = await tool.place();
    const answers = await Promise.all(Array.from({ length: 5 }, () => launch()));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    await launch();
    expect(platform.keys.requests()).toBe(1);
  });

  it('are fetched again for a kid that is new', async () => {
    const { launch, platform } = await tool.place();
    await tool.admits(() => launch());
    await platform.rotate({ keepFormer: true });
    await tool.admits(() => launch());
    expect(platform.keys.requests()).toBe(2);
  });

  it('are not fetched for every kid that somebody makes up', async () => {
    const { launch, platform } = await tool.place();
    await tool.admits(() => launch());
    const { privateKey: key } = await newSigningKey();
    for (let n = 0; n < 6; n += 1)
      await tool.refuses(() => launch({ token: { key, kid: `made-up-${n}` } }), { reason: 'kid-unknown' });
    expect(platform.keys.requests()).toBeLessThanOrEqual(2);
  });

  it.each([{ status: 503 }, { body: 'no key set' }] as const)(
    'that were read are good while the platform answers %j',
    async (otherwise) => {
      const { launch, platform } = await tool.place({ cacheControl: 'max-age=0' });
      await tool.admits(() => launch());
      platform.keys.answer(otherwise);
      const now = Date.now;
      const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
      await tool.admits(() => launch());
      later.mockRestore();
      expect(platform.keys.requests()).toBe(2);
    },
  );

  it.each([
    ['a failure', { status: 500 }],
    ['no JSON', { body: '<html>' }],
    ['no key set', { body: '{"keys":"none"}' }],
    ['a key set of ten megabytes', { body: JSON.stringify({ keys: [{ kty: 'RSA', n: 'x'.repeat(10_000_000) }] }) }],
  ] as const)('that never came, because of %s, end in a page that says so', async (_name, otherwise) => {
    const { launch, platform } = await tool.place();
    platform.keys.answer(otherwise);
    await tool.refuses(() => launch(), { reason: 'keys-unreachable' });
    platform.keys.answer(null);
    await tool.admits(() => launch());
  });

  it('are not waited for longer than a browser waits', async () => {
    const { launch, platform } = await tool.place();
    platform.keys.answer('nothing');
    const started = performance.now();
    await tool.refuses(() => launch(), { reason: 'keys-unreachable' });
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
