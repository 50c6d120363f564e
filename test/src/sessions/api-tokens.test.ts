import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { ApiToken } from '#src/people/api-token.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { createApiToken, type ApiTokenForm } from '#src/sessions/create-api-token.ts';
import { identify } from '#src/sessions/identify.ts';
import { listApiTokens } from '#src/sessions/list-api-tokens.ts';
import { revokeApiToken } from '#src/sessions/revoke-api-token.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { actingAs, aPerson, keyOf } from './people.ts';

let app: App;
let scope: Scope;
let ada: User;
let mine: Scope;
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app);
  ada = await aPerson(scope);
  mine = await actingAs(app, scope, ada);
});
afterAll(() => app.stop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const form = (more: object = {}) =>
  ({ name: 'gradebook', scopes: ['read'], expiresAt: inDays(30), ...more }) as ApiTokenForm;
const apiCall = (bearer: string) => identify(app.kernel, { cookie: null, bearer, isApi: true });

describe('createApiToken', () => {
  it('shows the token once and keeps its name, scopes and end', async () => {
    const { token, apiToken } = await createApiToken(mine, form({ scopes: ['write', 'read', 'read'], name: ' sync ' }));
    expect(token).toMatch(/^ap_[\w-]{43}$/);
    const listed = (await listApiTokens(mine)).find(({ id }) => id === apiToken.id)!;
    expect(listed).toMatchObject({ name: 'sync', scopes: ['write', 'read'], lastUsedAt: null });
    expect(JSON.stringify(listed)).not.toMatch(/hash/i);
    await apiCall(token);
    expect((await listApiTokens(mine)).find(({ id }) => id === apiToken.id)?.lastUsedAt).not.toBeNull();
  });

  it.each([
    ['name', 'tokenName', { name: '  ' }],
    ['name', 'tokenName', { name: 'x'.repeat(101) }],
    ['name', 'tokenName', { name: 'a\0b' }],
    ['scopes', 'tokenScopes', { scopes: [] }],
    ['scopes', 'tokenScopes', { scopes: ['read', 'everything'] }],
    ['expiresAt', 'tokenExpiry', { expiresAt: inDays(-1) }],
    ['expiresAt', 'tokenExpiry', { expiresAt: inDays(367) }],
    ['expiresAt', 'tokenExpiry', { expiresAt: new Date(Number.NaN) }],
  ])('refuses a %s by kernel.error.%s: %j', async (field, key, more) => {
    await expect(createApiToken(mine, form(more))).rejects.toMatchObject({
      refusal: 'invalid',
      fields: [{ field, key: `kernel.error.${key}` }],
    });
  });

  it('is for people only', async () => {
    expect(await keyOf(createApiToken(scope, form()))).toBe('kernel.error.unauthenticated');
  });

  it('makes twenty that are valid and no more, also when asked many times at once', async () => {
    const person = await actingAs(app, scope, await aPerson(scope));
    const keys = await Promise.all(Array.from({ length: 24 }, () => keyOf(createApiToken(person, form()))));
    expect(keys.filter((key) => key === 'kernel.error.tooManyTokens')).toHaveLength(4);
    const [first, second] = await listApiTokens(person);
    await revokeApiToken(person, first!.id);
    await createApiToken(person, form());
    await scope.transaction(
      async ({ em }) => void (await em.nativeUpdate(ApiToken, { id: second!.id }, { expiresAt: inDays(-1) })),
    );
    await createApiToken(person, form());
    expect(await keyOf(createApiToken(person, form()))).toBe('kernel.error.tooManyTokens');
  }, 60_000);
});

describe('revokeApiToken', () => {
  it('makes a token worthless at once, and takes it from the list', async () => {
    const { token, apiToken } = await createApiToken(mine, form());
    expect(await apiCall(token)).toMatchObject({ kind: 'user' });
    await revokeApiToken(mine, apiToken.id);
    expect(await keyOf(apiCall(token))).toBe('kernel.error.bearer');
    expect((await listApiTokens(mine)).map(({ id }) => id)).not.toContain(apiToken.id);
    expect(await keyOf(revokeApiToken(mine, apiToken.id))).toBe('kernel.error.notFound');
  });

  it("finds nobody else's", async () => {
    const { token, apiToken } = await createApiToken(mine, form());
    const bob = await actingAs(app, scope, await aPerson(scope, ['owner']));
    const elsewhere = await actingAs(app, await aScope(app), ada);
    for (const other of [bob, elsewhere]) {
      expect(await keyOf(revokeApiToken(other, apiToken.id))).toBe('kernel.error.notFound');
      expect(await listApiTokens(other)).toEqual([]);
    }
    expect(await apiCall(token)).toMatchObject({ kind: 'user' });
  });
});

describe('a token for programs', () => {
  it('is over when it has expired and when its owner is suspended', async () => {
    const person = await aPerson(scope);
    const own = await actingAs(app, scope, person);
    const [short, long] = [await createApiToken(own, form()), await createApiToken(own, form())];
    const change = (entity: typeof ApiToken | typeof User, id: string, data: object) =>
      scope.transaction(async ({ em }) => void (await em.nativeUpdate(entity as typeof User, { id }, data)));
    await change(ApiToken, short.apiToken.id, { expiresAt: inDays(-0.001) });
    expect(await keyOf(apiCall(short.token))).toBe('kernel.error.bearer');
    expect(await apiCall(long.token)).toMatchObject({ kind: 'user' });
    await change(User, person.id, { suspendedAt: new Date() });
    expect(await keyOf(apiCall(long.token))).toBe('kernel.error.bearer');
  });
});
