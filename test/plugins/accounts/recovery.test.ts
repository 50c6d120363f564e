import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Scope } from '#src/scope/scope.ts';
import { password } from '../../support/web.ts';
import { MailedToken } from '../../../plugins/accounts/mailed-token.entity.ts';
import { anOpenOrganization, openAccounts, tokenOf, type Accounts } from './open-accounts.ts';
import { addSecondFactor, aMember, enter } from './people.ts';
import { anApi, aVisitor, mainOf } from './visitor.ts';

let accounts: Accounts;
beforeAll(async () => {
  accounts = await openAccounts();
});
afterAll(() => accounts.stop());

const newPassword = 'nine yellow windmills';
const member = async (scope?: Scope) =>
  aMember(accounts.app, accounts.address, scope ?? (await anOpenOrganization(accounts.app)));

async function forgot(entrance: string, email: string) {
  const visitor = aVisitor(accounts.address);
  await visitor.get(`${entrance}/auth/forgot-password`);
  return visitor.post(`${entrance}/auth/forgot-password`, { email });
}
async function tokenFor(entrance: string, email: string, count = 1) {
  await forgot(entrance, email);
  return tokenOf((await accounts.mailTo(email, count)).links[0]);
}
const reset = (entrance: string, token: string, typed = newPassword) =>
  anApi(accounts.address).send('POST', `${entrance}/api/v1/auth/reset-password`, { token, password: typed });
const login = (entrance: string, email: string, typed: string) =>
  anApi(accounts.address).send('POST', `${entrance}/api/v1/auth/login`, { email, password: typed });

describe('a forgotten password', () => {
  it('is replaced by the link of a mail, which ends every session and signs nobody in [A-20]', async () => {
    const { email, entrance, visitor } = await member();
    await forgot(entrance, email);
    const mail = await accounts.mailTo(email);
    expect(mail.text).toMatch(/from the address 127\.0\.0\.1/);
    const link = new URL(mail.links[0]!);
    const other = aVisitor(accounts.address);
    await other.get(link.pathname + link.search);
    const done = await other.post(`${entrance}/auth/reset-password`, { password: newPassword });
    expect([done.status, done.location]).toEqual([303, `${entrance}/auth/login`]);
    expect((await other.get('/account/profile')).status).toBe(303);
    expect((await visitor.get('/account/profile')).location).toContain('/auth/login');
    expect((await login(entrance, email, password)).status).toBe(401);
    expect((await login(entrance, email, newPassword)).data).toHaveProperty('token');
    expect((await accounts.mailTo(email, 2)).subject).toContain('was changed');
  });

  it('still asks for the second factor afterwards [A-20]', async () => {
    const { email, entrance, visitor } = await member();
    await addSecondFactor(visitor);
    await reset(entrance, await tokenFor(entrance, email));
    const { data } = await login(entrance, email, newPassword);
    expect(data).toMatchObject({ step: 'code' });
    expect(data).not.toHaveProperty('token');
  });

  it('says the same of an address that is not there, and sends it nothing [A-20]', async () => {
    const { email, entrance } = await member();
    const unknown = `${randomUUID()}@example.edu`;
    const [one, other] = [await forgot(entrance, email), await forgot(entrance, unknown)];
    expect([mainOf(one.text), one.status]).toEqual([mainOf(other.text), other.status]);
    await accounts.mailTo(email);
    expect(accounts.countTo(unknown)).toBe(0);
  });
});

describe('a link that was mailed', () => {
  it('is good once [A-20]', async () => {
    const { email, entrance } = await member();
    const token = await tokenFor(entrance, email);
    expect((await reset(entrance, token)).status).toBe(200);
    const again = await reset(entrance, token, 'five purple envelopes');
    expect([again.status, again.error?.code]).toEqual([410, 'GONE']);
    expect((await login(entrance, email, newPassword)).status).toBe(200);
  });

  it('is good once when it is used twice at the same moment', async () => {
    const { email, entrance } = await member();
    const token = await tokenFor(entrance, email);
    const answers = await Promise.all([1, 2, 3].map((count) => reset(entrance, token, `${newPassword} ${count}`)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 410, 410]);
  });

  it('is good for an hour [A-20]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const { email, entrance, user } = await member(scope);
    const token = await tokenFor(entrance, email);
    const row = () => scope.transaction(({ em }) => em.findOneOrFail(MailedToken, { user: user.id, usedAt: null }));
    const left = (await row()).expiresAt.getTime() - Date.now();
    expect(left / 60_000).toBeGreaterThan(58);
    expect(left / 60_000).toBeLessThanOrEqual(60);
    await scope.transaction(async ({ em }) => {
      await em.nativeUpdate(MailedToken, { user: user.id }, { expiresAt: new Date(Date.now() - 1000) });
    });
    expect((await reset(entrance, token)).status).toBe(410);
    const page = await aVisitor(accounts.address).get(`${entrance}/auth/reset-password?token=${token}`);
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('This link is not good any more')]);
  });

  it('is worth nothing in another organization, nor for another purpose', async () => {
    const { email, entrance } = await member();
    const elsewhere = await member();
    const token = await tokenFor(entrance, email);
    expect((await reset(elsewhere.entrance, token)).status).toBe(410);
    const api = anApi(accounts.address);
    for (const path of ['verify-email', 'change-email'])
      expect((await api.send('POST', `${entrance}/api/v1/auth/${path}`, { token, password })).status).toBe(410);
    expect((await reset(entrance, token)).status).toBe(200);
  });

  it('makes earlier ones worthless, and is itself so after the password was changed', async () => {
    const { email, entrance, visitor } = await member();
    const [first, second] = [await tokenFor(entrance, email), await tokenFor(entrance, email, 2)];
    expect((await reset(entrance, first)).status).toBe(410);
    await visitor.get('/account/security');
    await visitor.post('/account/password', { password, newPassword });
    expect((await reset(entrance, second, 'five purple envelopes')).status).toBe(410);
  });

  it('is kept for a better password when the first is weak', async () => {
    const { email, entrance } = await member();
    const token = await tokenFor(entrance, email);
    const refused = await reset(entrance, token, 'aaaaaaaaaaaa');
    expect([refused.status, refused.error?.details[0]?.field]).toEqual([422, 'password']);
    expect((await reset(entrance, token)).status).toBe(200);
  });

  it('is not sent to whoever is shut out', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const { email, entrance, user } = await member(scope);
    const token = await tokenFor(entrance, email);
    await scope.transaction(async ({ em }) => {
      await em.execute('update "user" set suspended_at = now() where id = ?', [user.id]);
    });
    expect((await reset(entrance, token)).status).toBe(410);
    await forgot(entrance, email);
    await new Promise((done) => setTimeout(done, 700));
    expect(accounts.countTo(email)).toBe(1);
  });
});

describe('changing the address', () => {
  const newAddress = () => `${randomUUID()}@example.org`;
  const ask = async (visitor: Awaited<ReturnType<typeof member>>['visitor'], email: string, typed = password) => {
    await visitor.get('/account/security');
    return visitor.post('/account/email', { email, password: typed });
  };

  it('counts once the link in the new mailbox is used; the old one gets a notice', async () => {
    const { email, entrance, visitor } = await member();
    const address = newAddress();
    expect((await ask(visitor, address)).status).toBe(303);
    expect((await accounts.mailTo(email)).text).toContain(address);
    expect((await login(entrance, email, password)).status).toBe(200);
    const link = new URL((await accounts.mailTo(address)).links[0]!);
    await visitor.get(link.pathname + link.search);
    const done = await visitor.post(`${entrance}/auth/change-email`);
    expect([done.status, done.location]).toEqual([303, '/account/security']);
    expect((await login(entrance, email, password)).status).toBe(401);
    expect((await enter(aVisitor(accounts.address), entrance, address)).status).toBe(303);
  });

  it('asks for the present password', async () => {
    const { visitor } = await member();
    const address = newAddress();
    const refused = await ask(visitor, address, 'wrong password');
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('not your present password')]);
    expect(accounts.countTo(address)).toBe(0);
  });

  it('does not tell that somebody else has the address', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const [one, other] = [await member(scope), await member(scope)];
    const answer = await ask(one.visitor, other.email);
    expect([answer.status, answer.location]).toEqual([303, '/account/security']);
    expect((await accounts.mailTo(other.email)).subject).toContain('You have an account');
  });
});
