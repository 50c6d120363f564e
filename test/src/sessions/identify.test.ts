import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { newToken } from '#src/keys/tokens.ts';
import { Session } from '#src/people/session.entity.ts';
import { Preferences } from '#src/people/preferences.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { createApiToken } from '#src/sessions/create-api-token.ts';
import { endEverySession } from '#src/sessions/end-every-session.ts';
import { endSession } from '#src/sessions/end-session.ts';
import { identify, type Credentials, type Identified } from '#src/sessions/identify.ts';
import { listSessions } from '#src/sessions/list-sessions.ts';
import { signOut } from '#src/sessions/sign-out.ts';
import { startSession } from '#src/sessions/start-session.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { watchStatements } from '../../support/watch-statements.ts';
import { actingAs, aPerson, aSession, aVisit, keyOf } from './people.ts';

const watched = watchStatements();
let app: App;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app);
});
afterAll(async () => {
  watched.stop();
  await app.stop();
});

const nobody = { kind: 'anonymous' };
const who = (credentials: Partial<Credentials>) =>
  identify(app.kernel, { cookie: null, bearer: null, isApi: false, ...credentials });
const user = (found: Identified) => found as Extract<Identified, { kind: 'user' }>;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

async function signedIn(roles: User['roles'] = ['learner']) {
  const person = await aPerson(scope, roles);
  return { person, mine: await actingAs(app, scope, person), ...(await aSession(scope, person)) };
}

const change = (id: string, data: object) =>
  scope.transaction(async ({ em }) => void (await em.nativeUpdate(Session, { id }, data)));

describe('a session', () => {
  it('identifies its owner by cookie on pages and by bearer everywhere, with roles and organization', async () => {
    const { token, session, person } = await signedIn(['mentor', 'learner']);
    const expected = {
      kind: 'user',
      actor: { kind: 'user', id: person.id, roles: new Set(['mentor', 'learner']) },
      organizationId: scope.organization.id,
      sessionId: session.id,
      apiTokenId: null,
      scopes: null,
      locale: null,
      timeZone: null,
      person: { name: person.name, preferences: Preferences.parse({}), avatarId: null },
      frame: null,
      frameOrigins: [],
    };
    expect(await who({ cookie: token })).toEqual({ ...expected, carriedBy: 'cookie' });
    expect(await who({ bearer: token })).toEqual({ ...expected, carriedBy: 'bearer' });
    expect(await who({ bearer: token, isApi: true })).toEqual({ ...expected, carriedBy: 'bearer' });
  });

  it('is nobody as a cookie under the API', async () => {
    expect(await who({ cookie: (await signedIn()).token, isApi: true })).toEqual(nobody);
  });

  it('has a token of its own at every start, each of 256 bits', async () => {
    const person = await aPerson(scope);
    const tokens = [];
    for (let count = 0; count < 3; count += 1) tokens.push((await aSession(scope, person)).token);
    expect(new Set(tokens).size).toBe(3);
    for (const token of tokens) expect(token).toMatch(/^as_[\w-]{43}$/);
  });

  it('never comes from a token that a client made up, before or after a sign-in', async () => {
    const brought = newToken('as');
    expect(await who({ cookie: brought })).toEqual(nobody);
    const { token } = await signedIn();
    expect(token).not.toBe(brought);
    expect(await who({ cookie: brought })).toEqual(nobody);
  });

  it.each([
    ['has expired', { expiresAt: inDays(-0.01) }],
    ['was not used for twelve hours', { lastSeenAt: inDays(-0.501) }],
    ['was revoked', { revokedAt: inDays(-0.01) }],
  ])('is over when it %s', async (_, data) => {
    const { token, session } = await signedIn();
    await change(session.id, data);
    expect(await who({ cookie: token })).toEqual(nobody);
    expect(await keyOf(who({ bearer: token }))).toBe('kernel.error.bearer');
  });

  it('lasts seven days at most', async () => {
    const { session } = await signedIn();
    expect(Math.abs(session.expiresAt.getTime() - inDays(7).getTime())).toBeLessThan(60_000);
  });

  it('remembers when its owner was last here [A-18]', async () => {
    const { token, session } = await signedIn();
    await change(session.id, { lastSeenAt: inDays(-0.1) });
    await who({ cookie: token });
    const { lastSeenAt } = await scope.transaction(({ em }) => em.findOneOrFail(Session, session.id));
    expect(Date.now() - lastSeenAt.getTime()).toBeLessThan(60_000);
  });

  it('is worthless after signing out, also to somebody who stole it [A-11] [A-14]', async () => {
    const { token, session, mine } = await signedIn();
    await signOut(mine, session.id);
    expect(await keyOf(who({ bearer: token }))).toBe('kernel.error.bearer');
    expect(await keyOf(who({ bearer: token, isApi: true }))).toBe('kernel.error.bearer');
    expect(await who({ cookie: token })).toEqual(nobody);
    await signOut(mine, session.id);
  });

  it('shows a role that was taken away, and a suspension or erasure, at the next request [A-17]', async () => {
    const { token, person } = await signedIn(['admin', 'learner']);
    const changed = async (data: object) =>
      scope.transaction(async ({ em }) => void (await em.nativeUpdate(User, { id: person.id }, data)));
    expect(user(await who({ cookie: token })).actor.roles).toEqual(new Set(['admin', 'learner']));
    await changed({ roles: ['learner'] });
    expect(user(await who({ cookie: token })).actor.roles).toEqual(new Set(['learner']));
    await changed({ suspendedAt: new Date() });
    expect(await who({ cookie: token })).toEqual(nobody);
    await changed({ suspendedAt: null });
    expect(await who({ cookie: token })).toMatchObject({ kind: 'user' });
    await scope.transaction(async ({ em }) => void (await em.nativeDelete(User, { id: person.id })));
    expect(await who({ cookie: token })).toEqual(nobody);
    expect(await keyOf(who({ bearer: token }))).toBe('kernel.error.bearer');
  });

  it('of one organization is nobody where the address names another', async () => {
    const other = await aScope(app);
    const { token } = await signedIn();
    expect(user(await who({ cookie: token })).organizationId).toBe(scope.organization.id);
    expect(await who({ cookie: token, organizationId: scope.organization.id })).toMatchObject({ kind: 'user' });
    expect(await who({ cookie: token, organizationId: other.organization.id })).toEqual(nobody);
    expect(await keyOf(who({ bearer: token, organizationId: other.organization.id }))).toBe('kernel.error.bearer');
  });
});

describe('credentials', () => {
  it('of both kinds: the bearer counts, and alone', async () => {
    const [ada, bob] = [await signedIn(), await signedIn()];
    const both = await who({ cookie: ada.token, bearer: bob.token });
    expect(both).toMatchObject({ actor: { id: bob.person.id }, carriedBy: 'bearer' });
    for (const worthless of ['', 'x', newToken('as')])
      expect(await keyOf(who({ cookie: ada.token, bearer: worthless }))).toBe('kernel.error.bearer');
  });

  it('that are malformed are nobody as a cookie and refused as a bearer, without a look-up', async () => {
    const { token } = await signedIn();
    watched.take();
    for (const odd of [
      '',
      'as_',
      token.slice(0, -1),
      `${token}A`,
      ` ${token}`,
      token.slice(3),
      `xx${token}`,
      '\0',
      "' or 1=1",
    ]) {
      expect(await who({ cookie: odd })).toEqual(nobody);
      expect(await keyOf(who({ bearer: odd }))).toBe('kernel.error.bearer');
    }
    expect(watched.take()).toEqual([]);
  });

  it('that are none are nobody', async () => {
    expect(await who({})).toEqual(nobody);
    expect(await who({ isApi: true })).toEqual(nobody);
  });

  it('cost one statement, outside any transaction', async () => {
    const { token } = await signedIn();
    watched.take();
    for (const cookie of [token, newToken('as'), newToken('ao')]) {
      await who({ cookie });
      expect(watched.take()).toEqual([expect.stringMatching(/^select \* from find_/)]);
    }
  });
});

describe('a token for programs', () => {
  const form = { name: 'a program', scopes: ['read' as const], expiresAt: inDays(30) };

  it('identifies its owner under the API only, restricted to its scopes', async () => {
    const { person, mine } = await signedIn(['instructor']);
    const { token, apiToken } = await createApiToken(mine, form);
    expect(await who({ bearer: token, isApi: true })).toEqual({
      kind: 'user',
      actor: { kind: 'user', id: person.id, roles: new Set(['instructor']) },
      organizationId: scope.organization.id,
      sessionId: null,
      apiTokenId: apiToken.id,
      scopes: ['read'],
      locale: null,
      timeZone: null,
      person: null,
      carriedBy: 'bearer',
      frame: null,
      frameOrigins: [],
    });
    expect(await keyOf(who({ bearer: token }))).toBe('kernel.error.tokenOutsideApi');
    for (const isApi of [true, false]) expect(await who({ cookie: token, isApi })).toEqual(nobody);
  });
});

describe('sessions of a person', () => {
  it('are listed to their owner, open ones only and without what proves them', async () => {
    const { person, mine, session } = await signedIn();
    const [second, idle, over] = [
      await aSession(scope, person),
      await aSession(scope, person),
      await aSession(scope, person),
    ];
    await change(session.id, { lastSeenAt: inDays(-0.1) });
    await change(idle.session.id, { lastSeenAt: inDays(-0.6) });
    await change(over.session.id, { expiresAt: inDays(-0.1) });
    const listed = await listSessions(mine);
    expect(listed.map(({ id }) => id)).toEqual([second.session.id, session.id]);
    expect(JSON.stringify(listed)).not.toContain(second.session.tokenHash);
    expect(listed[0]).toMatchObject({ ipAddress: expect.any(String), userAgent: 'a test' });
    expect(await listSessions((await signedIn()).mine)).toHaveLength(1);
  });

  it('are ended one by one by their owner and by nobody else', async () => {
    const [ada, bob] = [await signedIn(), await signedIn()];
    const elsewhere = await actingAs(app, await aScope(app), ada.person);
    expect(await keyOf(endSession(bob.mine, ada.session.id))).toBe('kernel.error.notFound');
    expect(await keyOf(endSession(elsewhere, ada.session.id))).toBe('kernel.error.notFound');
    expect(await keyOf(endSession(scope, ada.session.id))).toBe('kernel.error.unauthenticated');
    expect(await who({ cookie: ada.token })).toMatchObject({ kind: 'user' });
    await endSession(ada.mine, ada.session.id);
    expect(await who({ cookie: ada.token })).toEqual(nobody);
    expect(await keyOf(endSession(ada.mine, ada.session.id))).toBe('kernel.error.notFound');
  });

  it('are ended all at once, except the one that asks, and nobody else loses theirs', async () => {
    const [ada, bob] = [await signedIn(), await signedIn()];
    const [second, third] = [await aSession(scope, ada.person), await aSession(scope, ada.person)];
    expect(await endEverySession(ada.mine, ada.person.id, second.session.id)).toBe(2);
    expect(await who({ cookie: ada.token })).toEqual(nobody);
    expect(await who({ cookie: third.token })).toEqual(nobody);
    expect(await who({ cookie: second.token })).toMatchObject({ kind: 'user' });
    expect(await endEverySession(ada.mine, ada.person.id)).toBe(1);
    expect(await who({ cookie: second.token })).toEqual(nobody);
    expect(await who({ cookie: bob.token })).toMatchObject({ kind: 'user' });
    expect(await endEverySession(await aScope(app), bob.person.id)).toBe(0);
  });

  it('take a user agent of any length', async () => {
    const person = await aPerson(scope);
    const visit = { ...aVisit(), userAgent: 'x'.repeat(10_000) };
    const { session } = await scope.transaction((scope) => startSession(scope, person, visit));
    expect(session.userAgent).toHaveLength(500);
  });
});
