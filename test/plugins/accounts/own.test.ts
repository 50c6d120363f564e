import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoredFile } from '#src/files/stored-file.entity.ts';
import { ApiToken } from '#src/people/api-token.entity.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { Session } from '#src/people/session.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { eraseDeleted } from '../../../plugins/accounts/own/erase-deleted.ts';
import { eventually } from '../../support/app.ts';
import { htmx, password } from '../../support/web.ts';
import { anOpenOrganization, openAccounts, type Accounts } from './open-accounts.ts';
import { aBearer, addSecondFactor, aMember, enter } from './people.ts';
import { anApi, aVisitor } from './visitor.ts';

let accounts: Accounts;
beforeAll(async () => {
  accounts = await openAccounts();
});
afterAll(() => accounts.stop());

const member = async (given?: Scope, roles?: ('learner' | 'admin')[]) => {
  const scope = given ?? (await anOpenOrganization(accounts.app));
  return { scope, ...(await aMember(accounts.app, accounts.address, scope, roles)) };
};
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const user = (scope: Scope, id: string) => scope.transaction(({ em }) => em.findOneOrFail(User, { id }));
const count = (scope: Scope, entity: typeof Session | typeof Identity | typeof ApiToken, id: string) =>
  scope.transaction(({ em }) => em.count(entity as typeof Session, { user: id }));

describe('the own profile', () => {
  it('is read and changed, and emptied fields are taken back [A-01][A-02][A-40]', async () => {
    const { visitor, user: own, entrance, email } = await member();
    await visitor.get('/account/profile');
    const full = { bio: 'I count.', location: 'Göttingen', github: 'emmy', linkedin: 'emmy-noether' };
    const form = { name: 'Amalie Noether', ...full, website: 'https://noether.example.edu/' };
    expect((await visitor.post('/account/profile', form)).location).toBe('/account/profile');
    expect((await visitor.get('/account/profile')).text).toContain('Your profile is saved.');
    const api = await aBearer(accounts.address, entrance, email);
    expect((await api.send('GET', '/api/v1/account/profile')).data).toMatchObject({ id: own.id, ...form });
    await visitor.post('/account/profile', { name: 'Amalie Noether', bio: '' });
    expect((await api.send('GET', '/api/v1/account/profile')).data).toMatchObject({ bio: null, website: null });
    await api.send('PUT', '/api/v1/users/profile', { location: 'Bryn Mawr' });
    expect((await api.send('GET', '/api/v1/account/profile')).data).toMatchObject({
      name: 'Amalie Noether',
      location: 'Bryn Mawr',
    });
  });

  it('is drawn again with what was typed, as page and as fragment', async () => {
    const { visitor } = await member();
    await visitor.get('/account/profile');
    const wrong = { name: 'Emmy', website: 'javascript:alert(1)', github: 'https://github.com/emmy' };
    const page = await visitor.post('/account/profile', wrong);
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('such as octocat, without the address')]);
    expect(page.text).toContain('value="javascript:alert(1)"');
    const fragment = await fetch(`${accounts.address}/account/profile`, {
      method: 'POST',
      headers: { ...visitor.headers(), ...htmx },
      body: new URLSearchParams({ ...visitor.hidden(), ...wrong }),
    });
    const text = await fragment.text();
    expect([fragment.status, text.includes('<html'), text.includes('octocat, without')]).toEqual([422, false, true]);
  });

  it('says who asks [A-28]', async () => {
    const { user: own, email, entrance, scope } = await member();
    const api = await aBearer(accounts.address, entrance, email);
    const { data } = await api.send('GET', '/api/v1/auth/me');
    expect(data).toMatchObject({ id: own.id, email, name: 'Emmy Noether', roles: ['learner'] });
    expect(data).toMatchObject({ organization: { slug: scope.organization.slug }, preferences: { theme: 'system' } });
    expect((await anApi(accounts.address).send('GET', '/api/v1/auth/me')).status).toBe(401);
  });
});

describe('the own picture', () => {
  const upload = async (visitor: Awaited<ReturnType<typeof member>>['visitor'], bytes: Buffer, name: string) => {
    await visitor.get('/account/profile');
    return visitor.postFile(
      '/account/avatar',
      'avatar',
      new Blob([new Uint8Array(bytes)], { type: 'image/png' }),
      name,
    );
  };

  it('is taken, shown without a cookie, replaced and removed; no old row stays [A-41]', async () => {
    const { visitor, scope, user: own } = await member();
    const files = () => scope.transaction(({ em }) => em.find(StoredFile, { uploadedBy: own.id }));
    expect((await upload(visitor, png, 'me.png')).location).toBe('/account/profile');
    const { text } = await visitor.get('/account/profile');
    const source = /src="(\/files\/[^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const shown = await fetch(accounts.address + source);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true);
    expect((await fetch(`${accounts.address}${source}x`)).status).toBe(404);
    const [first] = await files();
    await upload(visitor, png, 'me again.png');
    const [second, ...more] = await files();
    expect([second!.id === first!.id, more]).toEqual([false, []]);
    await visitor.get('/account/profile');
    await visitor.post('/account/avatar/removal');
    expect([await files(), (await user(scope, own.id)).avatar ?? null]).toEqual([[], null]);
  });

  it.each([
    ['is no picture, whatever its name says', Buffer.from('<script>alert(1)</script>'), 'me.png', 'This kind of file'],
    ['can hold script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'me.svg', 'This kind of file'],
    ['is larger than 2 MB', Buffer.concat([png, randomBytes(2_000_001)]), 'me.png', 'larger than 2 MB'],
    ['is much larger', Buffer.concat([png, randomBytes(9_000_000)]), 'me.png', 'larger than 2 MB'],
  ])('is refused in words when it %s [A-41]', async (_why, bytes, name, words) => {
    const { visitor, scope, user: own } = await member();
    const answer = await upload(visitor, bytes, name);
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(words)]);
    expect((await user(scope, own.id)).avatar ?? null).toBeNull();
    expect((await visitor.get('/account/profile')).status).toBe(200);
  });

  it('is taken from nobody who is not signed in, nor without the token of a page', async () => {
    const { visitor, scope } = await member();
    const before = await scope.transaction(({ em }) => em.count(StoredFile));
    const send = (headers: Record<string, string>) => {
      const body = new FormData();
      body.append('avatar', new Blob([new Uint8Array(png)]), 'me.png');
      return fetch(`${accounts.address}/account/avatar`, { method: 'POST', headers, body, redirect: 'manual' });
    };
    expect((await send({ accept: 'text/html', 'sec-fetch-site': 'same-origin' })).status).toBe(303);
    expect((await send({ ...visitor.headers() })).status).toBe(403);
    expect(await scope.transaction(({ em }) => em.count(StoredFile))).toBe(before);
  });
});

describe('the own preferences', () => {
  it('are changed in part by a program: what is absent stays [A-04][A-05][A-06][A-07]', async () => {
    const { entrance, email } = await member();
    const api = await aBearer(accounts.address, entrance, email);
    await api.send('PUT', '/api/v1/users/preferences', { theme: 'dark', notifications: { push: false } });
    const { data } = await api.send('PUT', '/api/v1/users/preferences', {
      notifications: { email: false },
      privacy: { showStats: false },
      timeZone: 'Europe/Berlin',
    });
    expect(data).toMatchObject({
      theme: 'dark',
      timeZone: 'Europe/Berlin',
      notifications: { email: false, push: false, achievements: true, challenges: true },
      privacy: { profilePublic: true, showStats: false, showActivity: true },
    });
    for (const wrong of [{ theme: 'pink' }, { timeZone: 'Europe/Nowhere' }, { notifications: { email: 'maybe' } }])
      expect((await api.send('PUT', '/api/v1/users/preferences', wrong)).status).toBe(422);
  });

  it('are changed whole by their page, where an empty box means no; pages follow them at once [A-04]', async () => {
    const { visitor } = await member();
    await visitor.get('/account/preferences');
    const form = { theme: 'dark', contrast: 'more', locale: 'de', timeZone: '', 'privacy.profilePublic': 'true' };
    expect((await visitor.post('/account/preferences', form)).status).toBe(303);
    const { text } = await visitor.get('/account/preferences');
    expect(text).toContain('Ihre Einstellungen sind gespeichert.');
    expect(text).toMatch(/<html lang="de" data-theme="dark" data-contrast="more" data-shortcuts="off"/);
    const ticked = [...text.matchAll(/<input(?=[^>]*type="checkbox")(?=[^>]* checked)[^>]*name="([^"]+)"/g)];
    expect(ticked.map(([, name]) => name)).toEqual(['privacy.profilePublic']);
  });
});

describe('changing the password', () => {
  it('asks for the present one, refuses a weak one, and ends every other session', async () => {
    const { visitor, email, entrance } = await member();
    const other = aVisitor(accounts.address);
    await enter(other, entrance, email);
    await visitor.get('/account/security');
    const change = (form: Record<string, string>) => visitor.post('/account/password', form);
    const wrong = await change({ password: 'wrong password', newPassword: 'nine yellow windmills' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('not your present password')]);
    const weak = await change({ password, newPassword: 'aaaaaaaaaaaaa' });
    expect([weak.status, weak.text]).toEqual([422, expect.stringContaining('repeats itself')]);
    expect((await other.get('/account/profile')).status).toBe(200);
    expect((await change({ password, newPassword: 'nine yellow windmills' })).status).toBe(303);
    expect((await other.get('/account/profile')).status).toBe(303);
    expect((await visitor.get('/account/profile')).status).toBe(200);
    expect((await accounts.mailTo(email)).subject).toContain('was changed');
  });
});

describe('the own sessions', () => {
  it('are listed with device and last use, and ended one by one or all others at once [A-11][A-18][A-39]', async () => {
    const { visitor, email, entrance } = await member();
    const others = [aVisitor(accounts.address), aVisitor(accounts.address), aVisitor(accounts.address)];
    for (const other of others) await enter(other, entrance, email);
    const { text } = await visitor.get('/account/sessions');
    const ids = [...text.matchAll(/sessions\/([0-9a-f-]{36})\/ending/g)].map(([, id]) => id!);
    expect([ids.length, text.match(/This one/g)?.length]).toEqual([4, 1]);
    const mine = /name="assay-session" content="([^"]+)"/.exec(text)![1];
    const other = ids.find((id) => id !== mine)!;
    expect((await visitor.post(`/account/sessions/${other}/ending`)).location).toBe('/account/sessions');
    const left = async () =>
      (await Promise.all(others.map((one) => one.get('/account')))).filter((one) => one.location === '/account/profile')
        .length;
    expect(await left()).toBe(2);
    await visitor.get('/account/sessions');
    await visitor.post('/account/sessions/ending');
    expect([await left(), (await visitor.get('/account/sessions')).status]).toEqual([0, 200]);
  });

  it("are nobody else's to end", async () => {
    const scope = await anOpenOrganization(accounts.app);
    const [one, other] = [await member(scope), await member(scope)];
    const theirs = /sessions\/([0-9a-f-]{36})\/ending/.exec((await other.visitor.get('/account/sessions')).text)![1];
    await one.visitor.get('/account/sessions');
    expect((await one.visitor.post(`/account/sessions/${theirs}/ending`)).status).toBe(404);
    expect((await other.visitor.get('/account/sessions')).status).toBe(200);
  });
});

describe('tokens for programs', () => {
  const make = async (visitor: Awaited<ReturnType<typeof member>>['visitor'], ...scopes: string[]) => {
    await visitor.get('/account/tokens');
    const fields: [string, string][] = [
      ['name', 'grader'],
      ['days', '30'],
      ...scopes.map((one): [string, string] => ['scopes', one]),
    ];
    const { text, status } = await visitor.post('/account/tokens', fields);
    return { status, text, token: /<code>(ap_[\w-]{43})<\/code>/.exec(text)?.[1] ?? '' };
  };

  it('are shown once, do what they were made for, and stop when they are taken back [A-38]', async () => {
    const { visitor, user: own } = await member();
    const { status, token } = await make(visitor, 'read');
    expect(status).toBe(201);
    const page = await visitor.get('/account/tokens');
    expect([page.text.includes('grader'), page.text.includes(token)]).toEqual([true, false]);
    const api = anApi(accounts.address, `Bearer ${token}`);
    expect((await api.send('GET', '/api/v1/auth/me')).data).toMatchObject({ id: own.id });
    expect((await api.send('PUT', '/api/v1/users/preferences', { theme: 'dark' })).status).toBe(403);
    const id = /tokens\/([0-9a-f-]{36})\/revocation/.exec(page.text)![1];
    expect((await visitor.post(`/account/tokens/${id}/revocation`)).status).toBe(303);
    expect((await api.send('GET', '/api/v1/auth/me')).status).toBe(401);
  });

  it('touch nothing that secures the account', async () => {
    const { visitor } = await member();
    const { token } = await make(visitor, 'read', 'write');
    const api = anApi(accounts.address, `Bearer ${token}`);
    const ways: [string, string, object?][] = [
      ['GET', '/account/security'],
      ['POST', '/account/password', { password, newPassword: 'nine yellow windmills' }],
      ['POST', '/account/email', { email: 'new@example.org', password }],
      ['POST', '/account/second-factor', { password }],
      ['GET', '/account/sessions'],
      ['POST', '/account/sessions/ending', {}],
      ['POST', '/account/tokens', { name: 'another', scopes: ['write'], days: 365 }],
      ['DELETE', '/users/account', { password }],
    ];
    for (const [method, path, body] of ways)
      expect([path, (await api.send(method, `/api/v1${path}`, body)).status]).toEqual([path, 404]);
  });

  it('need a name, something that they may do, and an end', async () => {
    const { visitor } = await member();
    const refused = await make(visitor);
    expect([refused.status, refused.token]).toEqual([422, '']);
    expect(refused.text).toContain('value="grader"');
  });
});

describe('a public profile', () => {
  const shown = async (visitor: Awaited<ReturnType<typeof member>>['visitor'], id: string) =>
    (await visitor.get(`/users/${id}`)).status;

  it('shows members what its owner says, and no address [A-42]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const [one, other] = [await member(scope), await member(scope)];
    await one.visitor.get('/account/profile');
    await one.visitor.post('/account/profile', { name: 'Emmy', bio: 'I count.', github: 'emmy' });
    const { text, status } = await other.visitor.get(`/users/${one.user.id}`);
    expect([status, text.includes('I count.'), text.includes(one.email)]).toEqual([200, true, false]);
    expect(text).toContain('href="https://github.com/emmy"');
    const api = await aBearer(accounts.address, other.entrance, other.email);
    const { data } = await api.send('GET', `/api/v1/users/${one.user.id}`);
    expect(data).toMatchObject({ name: 'Emmy', bio: 'I count.', statistics: [], lastSeenAt: expect.any(String) });
    expect(JSON.stringify(data)).not.toContain(one.email);
  });

  it('is there for its owner and administrators only when it is switched off [A-06][A-42]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const [one, other, admin] = [await member(scope), await member(scope), await member(scope, ['admin'])];
    const stranger = await member(await anOpenOrganization(accounts.app), ['admin']);
    const api = await aBearer(accounts.address, one.entrance, one.email);
    await api.send('PUT', '/api/v1/users/preferences', { privacy: { profilePublic: false } });
    const statuses = [];
    for (const { visitor } of [one, admin, other, stranger]) statuses.push(await shown(visitor, one.user.id));
    expect(statuses).toEqual([200, 200, 404, 404]);
  });

  it('tells when somebody was last here only where they let it [A-06][A-18]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const [one, other] = [await member(scope), await member(scope)];
    const api = await aBearer(accounts.address, one.entrance, one.email);
    await api.send('PUT', '/api/v1/users/preferences', { privacy: { showActivity: false } });
    const reader = await aBearer(accounts.address, other.entrance, other.email);
    expect((await reader.send('GET', `/api/v1/users/${one.user.id}`)).data).toMatchObject({ lastSeenAt: null });
    expect((await api.send('GET', `/api/v1/users/${one.user.id}`)).data?.lastSeenAt).toEqual(expect.any(String));
  });
});

describe('deleting the own account', () => {
  const ask = async (visitor: Awaited<ReturnType<typeof member>>['visitor'], typed = password) => {
    await visitor.get('/account/deletion');
    return visitor.post('/account/deletion', { password: typed });
  };
  const later = (scope: Scope, id: string, days: number) =>
    scope.transaction(async (inside) => {
      const deletionRequestedAt = new Date(Date.now() - days * 86_400_000);
      await inside.em.nativeUpdate(User, { id, deletionRequestedAt: { $ne: null } }, { deletionRequestedAt });
      await inside.enqueue(eraseDeleted, {});
    });

  it('says before what stays, asks for the password, and signs out everywhere [A-44]', async () => {
    const { visitor, email, entrance } = await member();
    const api = await aBearer(accounts.address, entrance, email);
    expect((await visitor.get('/account/deletion')).text).toContain('stays with the institution, under a pseudonym');
    expect((await ask(visitor, 'wrong password')).status).toBe(422);
    const done = await ask(visitor);
    expect([done.status, done.location]).toEqual([303, `${entrance}/auth/deletion-requested`]);
    expect((await visitor.get(done.location!)).text).toContain('14 days');
    expect((await api.send('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await accounts.mailTo(email)).subject).toContain('will be deleted');
  });

  it('is undone by signing in and saying so, until 14 days have passed [A-44]', async () => {
    const { visitor, email, entrance, scope, user: own } = await member();
    await ask(visitor);
    await later(scope, own.id, 13.9);
    const again = aVisitor(accounts.address);
    const asked = await enter(again, entrance, email);
    expect([asked.status, asked.text]).toEqual([200, expect.stringContaining('Keep your account?')]);
    expect((await again.get('/account/profile')).status).toBe(303);
    await enter(again, entrance, email);
    const kept = await again.post(`${entrance}/auth/kept-account`);
    expect([kept.status, (await again.get('/account/profile')).status]).toEqual([303, 200]);
    expect((await user(scope, own.id)).deletionRequestedAt).toBeNull();
  });

  it('asks for the second factor before it is undone', async () => {
    const { visitor, email, entrance } = await member();
    const { codes } = await addSecondFactor(visitor);
    await ask(visitor);
    const again = aVisitor(accounts.address);
    await enter(again, entrance, email);
    const skipped = await again.post(`${entrance}/auth/kept-account`);
    expect(skipped.status).toBe(410);
    await enter(again, entrance, email);
    const asked = await again.post(`${entrance}/auth/second-factor`, { code: codes[0]! });
    expect(asked.text).toContain('Keep your account?');
    expect((await again.post(`${entrance}/auth/kept-account`)).status).toBe(303);
  });

  it('takes everything that says who somebody was after 14 days, and leaves a pseudonym [A-44]', async () => {
    const { visitor, email, entrance, scope, user: own } = await member();
    await addSecondFactor(visitor);
    await visitor.get('/account/profile');
    await visitor.postFile('/account/avatar', 'avatar', new Blob([new Uint8Array(png)]), 'me.png');
    await visitor.get('/account/profile');
    await visitor.post('/account/profile', { name: 'Emmy Noether', bio: 'I count.', location: 'Erlangen' });
    await ask(visitor);
    await accounts.mailTo(email);
    await later(scope, own.id, 14.1);
    const erased = await eventually(async () => {
      const row = await user(scope, own.id);
      return row.erasedAt ? row : null;
    });
    expect(erased.name).toMatch(/^Former member [0-9A-F]{4}$/);
    expect(erased).toMatchObject({ email: null, roles: [], bio: null, location: null, preferences: {} });
    for (const entity of [Identity, Session, ApiToken]) expect(await count(scope, entity, own.id)).toBe(0);
    const text = await scope.transaction(async ({ em }) => {
      const tables = ['"user"', 'identity', 'session', 'second_factor', 'mailed_token', 'stored_file', 'outgoing_mail'];
      const rows = [];
      for (const table of tables) rows.push(await em.execute(`select t::text from ${table} t`));
      return JSON.stringify(rows);
    });
    for (const trace of [email, 'Noether', 'I count.', 'Erlangen', 'me.png']) expect(text).not.toContain(trace);
    expect((await enter(aVisitor(accounts.address), entrance, email)).status).toBe(401);
  });

  it('is the same for a program [A-44]', async () => {
    const { email, entrance, scope, user: own } = await member();
    const api = await aBearer(accounts.address, entrance, email);
    expect((await api.send('DELETE', '/api/v1/users/account', { password: randomUUID() })).status).toBe(422);
    expect((await api.send('DELETE', '/api/v1/users/account', { password })).status).toBe(200);
    expect((await user(scope, own.id)).deletionRequestedAt).not.toBeNull();
  });
});
