import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { LimitExceeded } from '#src/limits/limit-exceeded.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signInPerAccount, signInPerAddress } from '#src/sessions/sign-in-limits.ts';
import { signIn } from '#src/sessions/sign-in.ts';
import { attemptSignIn } from '#src/sessions/attempt-sign-in.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aPerson, password } from './people.ts';

let app: App;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app, { kind: 'anonymous' });
});
afterAll(() => app.stop());

let next = 0;
/** A network of this test's own; `host` is one address in it. */
const aNetwork = () => {
  next += 1;
  const network = `10.77.${next}`;
  return (host: number) => ({ ip: `${network}.${host}`, userAgent: null });
};

type Answer = 'in' | 'refused' | LimitExceeded;
const answer = (work: Promise<unknown>): Promise<Answer> =>
  work.then(
    () => 'in' as const,
    (error: unknown) => (error instanceof LimitExceeded ? error : ('refused' as const)),
  );
const attempt = (email: string, typed: string, visit: { ip: string; userAgent: null }) =>
  answer(signIn(scope, { email, password: typed }, visit));

async function fail(times: number, email: string, visit: { ip: string; userAgent: null }) {
  for (let count = 0; count < times; count += 1) expect(await attempt(email, 'wrong', visit)).toBe('refused');
}

/** The limits without the hashing, for tests of many attempts. */
const quick = (account: string, right: boolean, visit: { ip: string; userAgent: null }) =>
  answer(attemptSignIn(scope, { account, visit }, async () => (right ? { signedIn: true } : { refusedBy: null })));

describe('failures for one account from one neighbourhood', () => {
  it.each(['of a person', 'of nobody'])(
    'shut the account %s out after five, even with the right password [T3-02]',
    async (whose) => {
      const at = aNetwork();
      const email = whose === 'of nobody' ? `${randomUUID()}@example.edu` : ((await aPerson(scope)).email ?? '');
      await fail(5, email, at(1));
      const refusal = await attempt(email, password, at(2));
      expect(refusal).toBeInstanceOf(LimitExceeded);
      expect(refusal).toMatchObject({ limitName: 'signIn.account', retryAfterSeconds: 900 });
    },
  );

  it('leave the same person alone elsewhere, and other people here', async () => {
    const at = aNetwork();
    const [ada, bob] = [(await aPerson(scope)).email ?? '', (await aPerson(scope)).email ?? ''];
    await fail(5, ada, at(1));
    expect(await attempt(ada, password, at(1))).toBeInstanceOf(LimitExceeded);
    expect(await attempt(ada, password, aNetwork()(1))).toBe('in');
    expect(await attempt(bob, password, at(1))).toBe('in');
  });

  it('leave the same address in another organization alone', async () => {
    const at = aNetwork();
    const email = `${randomUUID()}@example.edu`;
    await fail(5, email, at(1));
    const other = await aScope(app, { kind: 'anonymous' });
    expect(await answer(signIn(other, { email, password }, at(1)))).toBe('refused');
  });

  it('are forgotten after a success, and successes do not count', async () => {
    const at = aNetwork();
    const ada = (await aPerson(scope)).email ?? '';
    for (let round = 0; round < 3; round += 1) {
      await fail(4, ada, at(1));
      expect(await attempt(ada, password, at(1))).toBe('in');
    }
    for (let count = 0; count < 12; count += 1) expect(await attempt(ada, password, at(1))).toBe('in');
  });

  it('that come all at once are judged five times at most', async () => {
    const visit = aNetwork()(1);
    const account = randomUUID();
    let looked = 0;
    const look = async () => {
      looked += 1;
      return { refusedBy: null };
    };
    await Promise.all(Array.from({ length: 50 }, () => answer(attemptSignIn(scope, { account, visit }, look))));
    expect(looked).toBe(5);
  });

  it('make whoever goes on wait longer each time: 15 and 30 minutes, one hour, four hours [A-23]', async () => {
    expect(signInPerAccount).toMatchObject({ points: 5, seconds: 900, blockSeconds: [900, 1_800, 3_600, 14_400] });
    const visit = aNetwork()(1);
    const account = randomUUID();
    const waits = [];
    for (let round = 0; round < 5; round += 1) {
      let last: Answer = 'refused';
      while (!(last instanceof LimitExceeded)) last = await quick(account, false, visit);
      waits.push(last.retryAfterSeconds);
      await waitItOut(account, visit.ip);
    }
    expect(waits).toEqual([900, 1_800, 3_600, 14_400, 14_400]);
  });

  it('do not count when nobody could look, because the database was away', async () => {
    const visit = aNetwork()(1);
    const account = randomUUID();
    const down = () => Promise.reject(new Error('the database is away'));
    for (let count = 0; count < 8; count += 1)
      await expect(attemptSignIn(scope, { account, visit }, down)).rejects.toThrow('away');
    expect(await quick(account, true, visit)).toBe('in');
  });
});

/** As if the time had passed: the counter is gone and how often it was shut out is remembered. */
async function waitItOut(account: string, ip: string) {
  const key = `${createHash('sha256').update(account).digest('base64url')}:${ip.replace(/\d+$/, '0')}/24`;
  const { remaining } = await app.kernel.limits.peek(signInPerAccount, key);
  expect(remaining).toBe(0);
  await app.kernel.limits.refund(signInPerAccount, key, 100);
}

describe('failures from one address', () => {
  it('let a class of 30 sign in together, each after two wrong tries', async () => {
    const visit = aNetwork()(1);
    const students = await Promise.all(Array.from({ length: 30 }, () => aPerson(scope)));
    const answers = await Promise.all(
      students.map(async ({ email }) => {
        await fail(2, email ?? '', visit);
        return attempt(email ?? '', password, visit);
      }),
    );
    expect(answers).toEqual(students.map(() => 'in'));
  }, 120_000);

  it('let a lecture hall of 300 sign in at the same moment', async () => {
    const visit = aNetwork()(1);
    const answers = await Promise.all(Array.from({ length: 300 }, () => quick(randomUUID(), true, visit)));
    expect(new Set(answers)).toEqual(new Set(['in']));
  });

  it('are a hundred for whichever accounts, and no more; neighbours go on [T3-02]', async () => {
    expect(signInPerAddress).toMatchObject({ points: 100, seconds: 900 });
    const at = aNetwork();
    for (let count = 0; count < 100; count += 1) expect(await quick(randomUUID(), false, at(1))).toBe('refused');
    const refusal = await quick(randomUUID(), true, at(1));
    expect(refusal).toMatchObject({ limitName: 'signIn.address' });
    expect((refusal as LimitExceeded).retryAfterSeconds).toBeGreaterThan(880);
    expect(await quick(randomUUID(), true, at(2))).toBe('in');
  });

  it('count every address of an IPv6 site together', async () => {
    const at = (host: number) => ({ ip: `2001:db8:77:${host.toString(16)}::1`, userAgent: null });
    for (let count = 0; count < 100; count += 1) await quick(randomUUID(), false, at(count));
    expect(await quick(randomUUID(), true, at(200))).toMatchObject({ limitName: 'signIn.address' });
    expect(await quick(randomUUID(), true, { ip: '2001:db8:78::1', userAgent: null })).toBe('in');
  });
});
