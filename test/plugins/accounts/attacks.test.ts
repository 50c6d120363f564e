import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { User } from '#src/people/user.entity.ts';
import { aPerson, html, password } from '../../support/web.ts';
import { anOpenOrganization, openAccounts, type Accounts } from './open-accounts.ts';
import { aBearer, aMember, enter } from './people.ts';
import { anApi, aVisitor, mainOf } from './visitor.ts';

let accounts: Accounts;
beforeAll(async () => {
  accounts = await openAccounts();
});
afterAll(() => accounts.stop());

const unknownAddress = () => `${randomUUID()}@example.edu`;
const member = async (...roles: ('learner' | 'admin')[]) => {
  const scope = await anOpenOrganization(accounts.app);
  return { scope, ...(await aMember(accounts.app, accounts.address, scope, roles.length > 0 ? roles : undefined)) };
};

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

const isAlike = (ratio: number) => ratio > 0.7 && ratio < 1.4;

/** Milliseconds of a request for known and unknown addresses, in turns, so that a busy machine slows both alike. */
async function timesOf(send: (email: string) => Promise<unknown>, known: readonly string[]) {
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  const measure = async (kind: 'known' | 'unknown', email: string) => {
    const before = performance.now();
    await send(email);
    times[kind].push(performance.now() - before);
  };
  for (let warm = 0; warm < 2; warm += 1) await send(unknownAddress());
  for (const email of known) {
    await measure('known', email);
    await measure('unknown', unknownAddress());
  }
  return median(times.unknown) / median(times.known);
}

describe('whether an address has an account', () => {
  it.each([
    ['login', { password: 'not the password' }],
    ['register', { name: 'Somebody', password: 'seven green lanterns' }],
    ['forgot-password', {}],
    ['verify-email/again', {}],
  ])(
    'is told neither by the answer of /auth/%s nor by its time [A-08][A-10][A-20]',
    async (what, fields) => {
      const scope = await anOpenOrganization(accounts.app);
      const known = [];
      for (let count = 0; count < 17; count += 1)
        known.push((await aPerson(accounts.app, ['learner'], Promise.resolve(scope))).email);
      const path = `/o/${scope.organization.slug}/api/v1/auth/${what}`;
      const send = (email: string) => anApi(accounts.address).send('POST', path, { ...fields, email });
      const answers = [await send(known.pop()!), await send(unknownAddress())];
      expect(answers[0]).toEqual(answers[1]);
      // What leaks time does so each time; a busy machine does not.
      const ratios = [];
      do ratios.push(await timesOf(send, known));
      while (ratios.length < 4 && !isAlike(ratios.at(-1)!));
      expect(ratios.filter(isAlike)).not.toEqual([]);
    },
    90_000,
  );

  it('is told by no page either: a wrong password and an unknown address are drawn alike [A-10]', async () => {
    const { entrance, email } = await member();
    const drawn = async (typed: string) => {
      const { text, status } = await enter(aVisitor(accounts.address), entrance, typed, 'not the password');
      return [status, mainOf(text).replaceAll(typed, '')];
    };
    expect(await drawn(email)).toEqual(await drawn(unknownAddress()));
  });
});

describe('a session', () => {
  it('gets a new token at each sign-in, whatever the browser brings [A-11]', async () => {
    const { entrance, email, visitor } = await member();
    const before = visitor.jar.get('__Host-assay');
    const planted = aVisitor(accounts.address);
    planted.jar.set('__Host-assay', `as_${'x'.repeat(43)}`);
    await enter(planted, entrance, email);
    const after = planted.jar.get('__Host-assay');
    expect(after).toMatch(/^as_[\w-]{43}$/);
    expect(after).not.toBe(`as_${'x'.repeat(43)}`);
    await enter(visitor, entrance, email);
    expect(visitor.jar.get('__Host-assay')).not.toBe(before);
  });

  it('is worth nothing after signing out, to whoever copied it [A-11]', async () => {
    const { visitor } = await member();
    const stolen = visitor.jar.get('__Host-assay')!;
    const asThief = () =>
      fetch(`${accounts.address}/api/v1/auth/me`, { headers: { authorization: `Bearer ${stolen}` } });
    expect((await asThief()).status).toBe(200);
    await visitor.get('/account/profile');
    await visitor.post('/auth/logout');
    expect((await asThief()).status).toBe(401);
  });

  it('loses a right at the request after the role was taken away [A-30][A-34]', async () => {
    const { scope, visitor, user } = await member('admin');
    expect((await visitor.get('/admin/jobs')).status).toBe(200);
    await scope.transaction(async ({ em }) => {
      await em.nativeUpdate(User, { id: user.id }, { roles: ['learner'] });
    });
    expect((await visitor.get('/admin/jobs')).status).toBe(404);
  });

  it('ends with the suspension of its owner', async () => {
    const { scope, visitor, user, entrance, email } = await member();
    const api = await aBearer(accounts.address, entrance, email);
    await scope.transaction(async ({ em }) => {
      await em.nativeUpdate(User, { id: user.id }, { suspendedAt: new Date() });
    });
    expect((await visitor.get('/account/profile')).status).toBe(303);
    expect((await api.send('GET', '/api/v1/auth/me')).status).toBe(401);
    const again = await enter(aVisitor(accounts.address), entrance, email);
    expect([again.status, again.text]).toEqual([401, expect.stringContaining('do not belong together')]);
  });
});

describe('where a sign-in leads', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    String.raw`/\evil.example`,
    String.raw`\\evil.example`,
    '/\t/evil.example',
    'javascript:alert(1)',
    '/%09/evil.example/..//evil.example',
  ])('is a path of ours, not %j', async (next) => {
    const { entrance, email } = await member();
    const visitor = aVisitor(accounts.address);
    await visitor.get(`${entrance}/auth/login?next=${encodeURIComponent(next)}`);
    const { location } = await visitor.post(`${entrance}/auth/login`, { email, password });
    expect(new URL(location!, 'http://ours.example').origin).toBe('http://ours.example');
    expect(location!.startsWith('//')).toBe(false);
  });

  it('is the page that one came for', async () => {
    const { entrance, email } = await member();
    const visitor = aVisitor(accounts.address);
    await visitor.get(`${entrance}/auth/login?next=${encodeURIComponent('/account/tokens?x=1')}`);
    const { location } = await visitor.post(`${entrance}/auth/login`, { email, password });
    expect(location).toBe('/account/tokens?x=1');
  });
});

describe('a form that another site sends', () => {
  it.each([
    ['/account/password', { password, newPassword: 'nine yellow windmills' }],
    ['/account/email', { email: 'evil@example.com', password }],
    ['/account/profile', { name: 'Mallory' }],
    ['/account/preferences', {}],
    ['/account/second-factor', { password }],
    ['/account/second-factor/removal', { password }],
    ['/account/recovery-codes', { password }],
    ['/account/sessions/ending', {}],
    ['/account/tokens', { name: 'x', scopes: 'write', days: '1' }],
    ['/account/deletion', { password }],
    ['/account/avatar/removal', {}],
    ['/auth/logout', {}],
  ])('does nothing at %s, with the cookie of its victim', async (path, fields) => {
    const { visitor } = await member();
    const cookie = [...visitor.jar].map((pair) => pair.join('=')).join('; ');
    const send = (headers: object) =>
      fetch(accounts.address + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...html, cookie, ...headers },
        body: new URLSearchParams(fields as Record<string, string>),
      });
    const elsewhere = await send({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    const withoutToken = await send({ 'sec-fetch-site': 'same-origin' });
    expect([elsewhere.status, withoutToken.status]).toEqual([403, 403]);
    expect((await visitor.get('/account/profile')).status).toBe(200);
  });

  it('signs nobody in, not even the one who sent it', async () => {
    const { entrance, email } = await member();
    const response = await fetch(`${accounts.address}${entrance}/auth/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...html, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ email, password }),
    });
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
  });
});
