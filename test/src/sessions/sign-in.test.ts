import { argon2Sync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { hashPassword, needsRehash } from '#src/keys/password.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { Session } from '#src/people/session.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { createApiToken } from '#src/sessions/create-api-token.ts';
import { identify } from '#src/sessions/identify.ts';
import { signIn } from '#src/sessions/sign-in.ts';
import { signOut } from '#src/sessions/sign-out.ts';
import { aScope, eventually, openTestApp, scopeIn, testDatabase } from '../../support/app.ts';
import { actingAs, aPerson, aVisit, keyOf, password, signInWithPassword } from './people.ts';

let app: App;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app, { kind: 'anonymous' });
});
afterAll(() => app.stop());

const suspend = (user: User) => changeUser(user, { suspendedAt: new Date() });
const changeUser = (user: User, data: object) =>
  scope.transaction(async ({ em }) => void (await em.nativeUpdate(User, { id: user.id }, data)));
const changeHash = (user: User, passwordHash: string) =>
  scope.transaction(async ({ em }) => void (await em.nativeUpdate(Identity, { user: user.id }, { passwordHash })));
const identityOf = (user: User) => scope.transaction(({ em }) => em.findOneOrFail(Identity, { user: user.id }));
const audited = (where: object) =>
  scope.transaction(({ em }) => em.find(AuditEntry, where as never, { orderBy: { createdAt: 'desc' } as never }));
const emailOf = (user: User) => user.email ?? '';

describe('signIn', () => {
  it('opens a session that identifies the person, until they sign out', async () => {
    const ada = await aPerson(scope);
    const visit = aVisit();
    const { token, session, user } = await signInWithPassword(scope, { email: emailOf(ada), password }, visit);
    expect(user).toMatchObject({ id: ada.id, name: 'Ada' });
    expect(session).toMatchObject({ ipAddress: visit.ip, userAgent: 'a test' });
    const who = () => identify(app.kernel, { cookie: token, bearer: null, isApi: false });
    expect(await who()).toMatchObject({ actor: { id: ada.id }, sessionId: session.id });
    expect((await identityOf(ada)).lastUsedAt).not.toBeNull();
    await signOut(await actingAs(app, scope, ada), session.id);
    expect(await who()).toEqual({ kind: 'anonymous' });
  });

  it('finds the address in whatever case it is typed, and takes letters from another keyboard', async () => {
    const ada = await aPerson(scope);
    await changeHash(ada, await hashPassword('Gr\u00fc\u00dfe aus K\u00f6ln'));
    const form = { email: ` ${emailOf(ada).toUpperCase()} `, password: 'Gru\u0308\u00dfe aus Ko\u0308ln' };
    expect((await signInWithPassword(scope, form, aVisit())).user.id).toBe(ada.id);
  });

  it('refuses an unknown address, a wrong password and a suspended person with one and the same answer', async () => {
    const [ada, gone] = [await aPerson(scope), await aPerson(scope)];
    await suspend(gone);
    const elsewhere = await aPerson(await aScope(app));
    const forms = [
      { email: 'nobody@example.edu', password },
      { email: emailOf(ada), password: 'wrong' },
      { email: emailOf(ada), password: '' },
      { email: emailOf(gone), password },
      { email: emailOf(gone), password: 'wrong' },
      { email: emailOf(elsewhere), password },
      { email: '', password },
      { email: 'a\0b@example.edu', password },
      { email: `${'x'.repeat(100_000)}@example.edu`, password },
    ];
    for (const form of forms) {
      const error = await signIn(scope, form, aVisit()).then(
        () => null,
        (refusal: object) => ({ ...refusal }),
      );
      expect(error).toEqual({
        name: 'DomainError',
        refusal: 'unauthenticated',
        key: 'kernel.error.signIn',
        parameters: {},
        fields: [],
        retryAfterSeconds: null,
        stale: null,
      });
    }
  });

  it('takes the same time for an address that is not there as for one that is', async () => {
    const ada = await aPerson(scope);
    const timed = async (email: string) => {
      const started = performance.now();
      await signIn(scope, { email, password: 'wrong' }, aVisit()).catch(() => undefined);
      return performance.now() - started;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let count = 0; count < 30; count += 1) {
      known.push(await timed(emailOf(ada)));
      unknown.push(await timed(`nobody-${count}@example.edu`));
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
    const ratio = median(unknown) / median(known);
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.25);
  });

  it('does no more for a suspended person with the right password than for a wrong one, so that the time tells nothing', async () => {
    const ada = await aPerson(scope);
    await suspend(ada);
    const attempt = (on: Scope) => keyOf(signIn(on, { email: emailOf(ada), password }, aVisit()));
    const noSecond = changingBeforeTheSecondTransaction(scope, () => Promise.reject(new Error('a second transaction')));
    expect(await attempt(noSecond)).toBe('kernel.error.signIn');
  });

  it('keeps a refusal in the audit, with the neighbourhood and never what was typed', async () => {
    const ada = await aPerson(scope);
    const visit = { ip: '198.51.100.77', userAgent: 'a test' };
    await keyOf(signIn(scope, { email: emailOf(ada), password: 'hunter2 hunter2' }, visit));
    await keyOf(signIn(scope, { email: 'hunter2@example.edu', password: 'hunter2 hunter2' }, visit));
    const [ofNobody, ofAda] = await audited({
      action: 'session.refused',
      payload: { addressPrefix: '198.51.100.0/24' },
    });
    expect(ofAda).toMatchObject({ targetType: 'user', targetId: ada.id, actorKind: 'anonymous' });
    expect(ofNobody).toMatchObject({ targetType: null, targetId: null });
    expect(JSON.stringify([ofAda, ofNobody])).not.toContain('hunter2');
  });

  it('keeps a success in the audit, after it was committed', async () => {
    const ada = await aPerson(scope);
    const { session } = await signInWithPassword(scope, { email: emailOf(ada), password }, aVisit());
    const entry = await eventually(async () => (await audited({ action: 'session.started', targetId: ada.id }))[0]);
    expect(entry).toMatchObject({ targetType: 'user', payload: { session: session.id } });
  });

  it('hashes a password again that was hashed with less, and only when it was right', async () => {
    const ada = await aPerson(scope);
    const weak = weakHash(password);
    await changeHash(ada, weak);
    await keyOf(signIn(scope, { email: emailOf(ada), password: 'wrong' }, aVisit()));
    expect((await identityOf(ada)).passwordHash).toBe(weak);
    await signIn(scope, { email: emailOf(ada), password }, aVisit());
    const { passwordHash } = await identityOf(ada);
    expect(needsRehash(passwordHash!)).toBe(false);
    await signIn(scope, { email: emailOf(ada), password }, aVisit());
    expect((await identityOf(ada)).passwordHash).toBe(passwordHash);
  });

  it.each([
    ['its password is changed', async (user: User) => changeHash(user, await hashPassword('another one'))],
    ['the person is suspended', suspend],
  ])('opens nothing when %s while the password is being hashed', async (_, change) => {
    const ada = await aPerson(scope);
    const during = changingBeforeTheSecondTransaction(scope, () => change(ada));
    expect(await keyOf(signIn(during, { email: emailOf(ada), password }, aVisit()))).toBe('kernel.error.signIn');
    expect(await scope.transaction(({ em }) => em.count(Session, { user: ada.id }))).toBe(0);
  });
});

/** A scope whose second transaction begins after something happened: the password was checked, no session is open yet. */
function changingBeforeTheSecondTransaction(inner: Scope, change: () => Promise<void>): Scope {
  let transactions = 0;
  const transaction: Scope['transaction'] = async (work, options) => {
    transactions += 1;
    if (transactions === 2) await change();
    return inner.transaction(work, options);
  };
  return Object.create(inner, { transaction: { value: transaction } }) as Scope;
}

function weakHash(text: string) {
  const nonce = randomBytes(16);
  const cost = { memory: 4_096, passes: 1, parallelism: 1 };
  const hash = argon2Sync('argon2id', { message: text, nonce, tagLength: 32, ...cost });
  const phc = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=4096,t=1,p=1$${phc(nonce)}$${phc(hash)}`;
}

describe('the database', () => {
  it('holds hashes of tokens and passwords only, in whichever column', async () => {
    const own = await aPerson(scope);
    const { token, session } = await signInWithPassword(scope, { email: emailOf(own), password }, aVisit());
    const mine = await actingAs(app, scope, own);
    const expiresAt = new Date(Date.now() + 86_400_000);
    const { token: apiToken } = await createApiToken(mine, { name: 'program', scopes: ['read'], expiresAt });
    const client = new pg.Client({ connectionString: (await testDatabase()).superuserUrl });
    await client.connect();
    const columnsWith = async (text: string) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
         where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss')`,
      );
      const found = [];
      for (const { name } of tables) {
        const { rowCount } = await client.query(`select 1 from ${name} t where strpos(t::text, $1) > 0 limit 1`, [
          text,
        ]);
        if (rowCount) found.push(name);
      }
      return found;
    };
    for (const secret of [token, token.slice(3), apiToken, apiToken.slice(3), password])
      expect(await columnsWith(secret)).toEqual([]);
    expect(await columnsWith(session.tokenHash)).toEqual(['public.session']);
    await client.end();
  });
});

describe('sessions of two organizations', () => {
  it('never meet: the same address and password sign in to the organization of the Scope', async () => {
    const [here, there] = [scope, await aScope(app, { kind: 'anonymous' })];
    const ada = await aPerson(here);
    expect(await keyOf(signIn(there, { email: emailOf(ada), password }, aVisit()))).toBe('kernel.error.signIn');
    const { token } = await signInWithPassword(here, { email: emailOf(ada), password }, aVisit());
    const who = await identify(app.kernel, { cookie: token, bearer: null, isApi: false });
    expect(who).toMatchObject({ organizationId: here.organization.id });
    const acting = await scopeIn(app, there.organization.id);
    expect(await acting.transaction(({ em }) => em.count(Session))).toBe(0);
  });
});
