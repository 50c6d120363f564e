import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Identity } from '#src/people/identity.entity.ts';
import { addUser } from '#src/people/add-user.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aPerson, password } from '../../support/web.ts';
import { eventually } from '../../support/app.ts';
import { anOpenOrganization, openAccounts, tokenOf, type Accounts } from './open-accounts.ts';
import { anApi, aVisitor, mainOf } from './visitor.ts';

let accounts: Accounts;
beforeAll(async () => {
  accounts = await openAccounts();
});
afterAll(() => accounts.stop());

const anAddress = () => `${randomUUID()}@example.edu`;
const secret = 'seven green lanterns';
const entrance = (scope: Scope) => `/o/${scope.organization.slug}`;
const userOf = (scope: Scope, email: string) => scope.transaction(({ em }) => em.findOne(User, { email }));

async function signedUp(scope: Scope, email: string, more: object = {}) {
  const visitor = aVisitor(accounts.address);
  await visitor.get(`${entrance(scope)}/auth/register`);
  const answer = await visitor.post(`${entrance(scope)}/auth/register`, {
    name: 'Grace Hopper',
    email,
    password: secret,
    ...more,
  });
  return { visitor, answer };
}

describe('signing up', () => {
  it('makes an account that opens once its address is confirmed [A-08][A-19]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const email = anAddress();
    const { visitor, answer } = await signedUp(scope, email);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('Look into your mail')]);
    const mail = await accounts.mailTo(email);
    expect(mail.subject).toContain('Confirm your address');
    expect(mail.links[0]).toMatch(new RegExp(`${entrance(scope)}/auth/verify-email\\?token=am_`));

    await visitor.get(`${entrance(scope)}/auth/login`);
    const early = await visitor.post(`${entrance(scope)}/auth/login`, { email, password: secret });
    expect([early.status, early.text]).toEqual([403, expect.stringContaining('has not been confirmed yet')]);

    const link = new URL(mail.links[0]!);
    const path = link.pathname + link.search;
    expect((await visitor.get(path)).status).toBe(200);
    // A scanner of mails opens every link, more than once.
    expect((await visitor.get(path)).text).toContain('Confirm my address');
    expect(await userOf(scope, email)).toMatchObject({ emailVerifiedAt: null });
    const inside = await visitor.post(`${entrance(scope)}/auth/verify-email`, { password: secret });
    expect([inside.status, inside.location]).toEqual([303, '/']);
    expect((await visitor.get('/account/profile')).text).toContain('Grace Hopper');
  });

  it('says that the address is not confirmed only to whoever knows the password [A-19]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const email = anAddress();
    const { visitor } = await signedUp(scope, email);
    await accounts.mailTo(email);
    await visitor.get(`${entrance(scope)}/auth/login`);
    const wrong = await visitor.post(`${entrance(scope)}/auth/login`, { email, password: 'not the password' });
    expect([wrong.status, wrong.text.includes('confirmed yet')]).toEqual([401, false]);
  });

  it('is not finished by a click of somebody who did not choose the password [A-19]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const email = anAddress();
    await signedUp(scope, email, { password: 'somebody else chose this' });
    const link = new URL((await accounts.mailTo(email)).links[0]!);
    const owner = aVisitor(accounts.address);
    await owner.get(link.pathname + link.search);
    const refused = await owner.post(`${entrance(scope)}/auth/verify-email`, { password: secret });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('when you signed up')]);
    expect(await userOf(scope, email)).toMatchObject({ emailVerifiedAt: null });
    // The link is still good for whoever mistyped.
    const mended = await owner.post(`${entrance(scope)}/auth/verify-email`, { password: 'somebody else chose this' });
    expect(mended.status).toBe(303);
  });

  it('makes a learner of everybody, whatever else is sent [A-09]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const email = anAddress();
    const form = { name: 'Mallory', email, password: secret };
    const rights = { role: 'owner', roles: ['admin'], organizationId: randomUUID(), emailVerifiedAt: '2026-01-01' };
    const answer = await anApi(accounts.address).send('POST', `${entrance(scope)}/api/v1/auth/register`, {
      ...form,
      ...rights,
    });
    expect(answer.status).toBe(200);
    await accounts.mailTo(email);
    expect(await userOf(scope, email)).toMatchObject({
      roles: ['learner'],
      emailVerifiedAt: null,
      organizationId: scope.organization.id,
    });
  });

  it('answers word for word the same for an address that has an account, and tells its owner by mail [A-08]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const { email } = await aPerson(accounts.app, ['learner'], Promise.resolve(scope));
    const unknown = anAddress();
    const [known, other] = [await signedUp(scope, email), await signedUp(scope, unknown)];
    expect(known.answer.status).toBe(other.answer.status);
    expect(mainOf(known.answer.text)).toBe(mainOf(other.answer.text));
    expect((await accounts.mailTo(email)).subject).toContain('You have an account');
    const identity = await scope.transaction(({ em }) => em.findOneOrFail(Identity, { subject: email }));
    const signedIn = await anApi(accounts.address).send('POST', `${entrance(scope)}/api/v1/auth/login`, {
      email,
      password,
    });
    expect([identity.kind, signedIn.status]).toEqual(['password', 200]);
  });

  it('lets the last wish count while nobody has confirmed the address; the links of earlier ones are worthless', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const email = anAddress();
    await signedUp(scope, email, { password: 'somebody else chose this' });
    const first = tokenOf((await accounts.mailTo(email)).links[0]);
    await signedUp(scope, email);
    const second = tokenOf((await accounts.mailTo(email, 2)).links[0]);
    const api = anApi(accounts.address);
    const confirm = (token: string) =>
      api.send('POST', `${entrance(scope)}/api/v1/auth/verify-email`, { token, password: secret });
    expect((await confirm(first)).status).toBe(410);
    expect((await confirm(second)).status).toBe(200);
    const login = (typed: string) =>
      api.send('POST', `${entrance(scope)}/api/v1/auth/login`, { email, password: typed });
    expect([(await login('somebody else chose this')).status, (await login(secret)).status]).toEqual([401, 200]);
  });

  it('takes nothing over from somebody who gave this address before and never confirmed it [A-09]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const email = anAddress();
    await scope.transaction((inside) =>
      addUser(inside, { name: 'Mallory', email, roles: ['instructor'], passwordHash: 'none', isVerified: false }),
    );
    await signedUp(scope, email);
    await accounts.mailTo(email);
    expect(await userOf(scope, email)).toMatchObject({ name: 'Grace Hopper', roles: ['learner'] });
  });

  it('sends the link again to an account that waits, and to nobody else, with one answer', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const [waiting, unknown] = [anAddress(), anAddress()];
    await signedUp(scope, waiting);
    await accounts.mailTo(waiting);
    const answers = [];
    for (const email of [waiting, unknown]) {
      const visitor = aVisitor(accounts.address);
      await visitor.get(`${entrance(scope)}/auth/verify-email/again`);
      answers.push(mainOf((await visitor.post(`${entrance(scope)}/auth/verify-email/again`, { email })).text));
    }
    expect(answers[0]).toBe(answers[1]);
    await accounts.mailTo(waiting, 2);
    expect(accounts.countTo(unknown)).toBe(0);
  });

  it.each([
    ['nobody', { allowPublicJoin: false, emailDomain: null }, 'a@example.edu', 403],
    ['those of its domain', { allowPublicJoin: false, emailDomain: 'example.edu' }, 'b@example.org', 422],
    ['those of its domain, no other that ends alike', { emailDomain: 'example.edu' }, 'c@notexample.edu', 422],
    ['those of its domain', { allowPublicJoin: false, emailDomain: 'example.edu' }, 'd@example.edu', 200],
    ['everybody', { allowPublicJoin: true, emailDomain: 'example.edu' }, 'e@example.org', 200],
  ])('is for %s where the organization says so: %j', async (_whom, rules, email, status) => {
    const scope = await anOpenOrganization(accounts.app, rules);
    const form = { name: 'Somebody', email, password: secret };
    const answer = await anApi(accounts.address).send('POST', `${entrance(scope)}/api/v1/auth/register`, form);
    expect(answer.status).toBe(status);
  });

  it('waits for approval where the organization asks for it', async () => {
    const scope = await anOpenOrganization(accounts.app, { allowPublicJoin: true, requireApproval: true });
    const email = anAddress();
    const { visitor } = await signedUp(scope, email);
    const link = new URL((await accounts.mailTo(email)).links[0]!);
    await visitor.get(link.pathname + link.search);
    const { location } = await visitor.post(`${entrance(scope)}/auth/verify-email`, { password: secret });
    expect((await visitor.get(location!)).text).toContain('An administrator has to say yes now');
    const refused = await visitor.post(`${entrance(scope)}/auth/login`, { email, password: secret });
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('waits for an administrator')]);
    await scope.transaction(async ({ em }) => {
      await em.nativeUpdate(User, { email }, { awaitingApprovalSince: null });
    });
    expect((await visitor.post(`${entrance(scope)}/auth/login`, { email, password: secret })).status).toBe(303);
  });

  it.each([
    ['short', 'too short'],
    ['known', 'Password-123456'],
    ['known', 'correct horse battery staple'],
    ['repeated', 'aaaaaaaaaaaaaaaa'],
    ['repeated', 'abcdabcdabcdabcd'],
    ['run', 'abcdefghijklmno'],
    ['run', 'qwertyuiopasdfghjkl'],
    ['yours', 'Grace Hopper 1906'],
    ['long', 'ab cd ef gh '.repeat(20)],
  ])('refuses a password that is %s, in words (%#) [A-22]', async (why, typed) => {
    const scope = await anOpenOrganization(accounts.app);
    const { visitor, answer } = await signedUp(scope, anAddress(), { password: typed });
    expect(answer.status).toBe(422);
    const words = { short: 'at least 12', known: 'well-known', repeated: 'repeats itself', run: 'in their order' };
    const more = { yours: 'Leave your name', long: 'at most 200' };
    expect(answer.text).toContain({ ...words, ...more }[why]);
    // What was typed stands there again, but for the password.
    expect(visitor.page()).toContain('value="Grace Hopper"');
    expect(answer.text).not.toContain(typed);
  });

  it('takes a long sentence', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const { answer } = await signedUp(scope, anAddress(), { password: 'Ünser Apfelbaum blüht erst im Mai' });
    expect(answer.status).toBe(200);
  });

  it('tells nobody in the queue who it was', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const email = anAddress();
    await signedUp(scope, email);
    await eventually(async () => userOf(scope, email));
    const rows = await scope.transaction(({ em }) =>
      em.execute<{ data: unknown }[]>(`select data from pgboss.job where name = 'accounts.admitPerson'`),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(email);
  });

  it('is asked for ten times for one address in a quarter of an hour, known or not [A-24]', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const { email } = await aPerson(accounts.app, ['learner'], Promise.resolve(scope));
    for (const address of [email, anAddress()]) {
      const forgot = () =>
        anApi(accounts.address).send('POST', `${entrance(scope)}/api/v1/auth/forgot-password`, { email: address });
      for (let count = 0; count < 10; count += 1) expect((await forgot()).status).toBe(200);
      expect((await forgot()).status).toBe(429);
    }
  });
});
