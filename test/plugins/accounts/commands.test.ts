import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '#src/commands/run-command.ts';
import { loadConfig } from '#src/config/config.ts';
import { demoOperator } from '#src/demo/load-demo.ts';
import { completeOperatorSignIn, signInOperator } from '#src/sessions/sign-in-operator.ts';
import { anInstallationScope, root, testDatabase } from '../../support/app.ts';
import { password } from '../../support/web.ts';
import { aVisit } from '../../src/sessions/people.ts';
import { anOpenOrganization, openAccounts, tokenOf, type Accounts } from './open-accounts.ts';
import { addSecondFactor, aMember, enter } from './people.ts';
import { anApi, aVisitor } from './visitor.ts';

let accounts: Accounts;
beforeAll(async () => {
  accounts = await openAccounts();
});
afterAll(() => accounts.stop());

async function admin(...words: string[]) {
  const { appUrl, ownerUrl } = await testDatabase();
  const environment = {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    LOG_LEVEL: 'silent',
    SECRET_KEY: 'a-secret-for-the-tests-long-enough-to-be-one',
  };
  const config = loadConfig({ root, environment, dataFolder: path.join(root, '.data', 'test-data', 'admin') });
  const printed: string[] = [];
  const surroundings = { config, plugins: accounts.app.kernel.plugins, print: (text: string) => printed.push(text) };
  const code = await runCommand([...words, '--json'], { ...surroundings, say: () => undefined });
  return { code, data: JSON.parse(printed.join('\n')) as Record<string, string & string[]> };
}

async function member() {
  const scope = await anOpenOrganization(accounts.app);
  const person = await aMember(accounts.app, accounts.address, scope);
  const about = ['--org', scope.organization.slug, '--email', person.email];
  return { ...person, scope, run: (name: string) => admin(name, ...about) };
}

describe('npm run admin, about one person', () => {
  it('shuts them out and lets them in again', async () => {
    const { visitor, email, entrance, run } = await member();
    expect((await run('suspend-user')).code).toBe(0);
    expect((await visitor.get('/account/profile')).status).toBe(303);
    expect((await enter(aVisitor(accounts.address), entrance, email)).status).toBe(401);
    expect((await run('unsuspend-user')).code).toBe(0);
    expect((await enter(aVisitor(accounts.address), entrance, email)).status).toBe(303);
    expect((await run('unsuspend-user')).code).toBe(1);
  });

  it('prints a link for a new password, good once', async () => {
    const { email, entrance, run } = await member();
    const { data } = await run('reset-password');
    const form = { token: tokenOf(data.link), password: 'nine yellow windmills' };
    const reset = () => anApi(accounts.address).send('POST', `${entrance}/api/v1/auth/reset-password`, form);
    expect([(await reset()).status, (await reset()).status]).toEqual([200, 410]);
    expect((await enter(aVisitor(accounts.address), entrance, email, form.password)).status).toBe(303);
  });

  it('takes their second factor away', async () => {
    const { email, entrance, visitor, run } = await member();
    await addSecondFactor(visitor);
    expect((await enter(aVisitor(accounts.address), entrance, email)).status).toBe(200);
    await run('reset-second-factor');
    expect((await enter(aVisitor(accounts.address), entrance, email)).status).toBe(303);
  });

  it('counts their address as confirmed', async () => {
    const { scope, entrance, run: _run } = await member();
    const email = `${randomUUID()}@example.edu`;
    const form = { name: 'Grace', email, password: 'seven green lanterns' };
    await anApi(accounts.address).send('POST', `${entrance}/api/v1/auth/register`, form);
    await accounts.mailTo(email);
    await admin('verify-email', '--org', scope.organization.slug, '--email', email);
    expect((await enter(aVisitor(accounts.address), entrance, email, form.password)).status).toBe(303);
  });

  it('signs them out everywhere, and lists who is there', async () => {
    const { visitor, email, scope, run } = await member();
    expect((await run('end-sessions')).data).toMatchObject({ ended: 1 });
    expect((await visitor.get('/account/profile')).status).toBe(303);
    const { data } = await admin('list-users', '--org', scope.organization.slug);
    expect(data.people).toEqual([expect.objectContaining({ email, state: 'active', sessions: 0, roles: ['learner'] })]);
  });

  it('says so when there is nobody with that address', async () => {
    const { scope } = await member();
    const { code, data } = await admin('suspend-user', '--org', scope.organization.slug, '--email', 'x@example.edu');
    expect([code, data.error]).toEqual([1, expect.stringContaining('x@example.edu')]);
  });
});

describe('npm run admin, about operators', () => {
  const signIn = async (email: string, typed: string, code: string) => {
    const [scope, visit] = [anInstallationScope(accounts.app), aVisit()];
    const { challenge } = await signInOperator(scope, { email, password: typed }, visit);
    return completeOperatorSignIn(scope, { challenge, code }, visit);
  };

  it('prints the second factor of a new one once, and gives them another', async () => {
    const email = `${randomUUID()}@example.com`;
    const made = (await admin('create-operator', '--email', email, '--name', 'Olga')).data;
    expect(made.address).toMatch(/^otpauth:\/\/totp\//);
    expect(made.recoveryCodes).toHaveLength(10);
    const { token } = await signIn(email, made.password!, made.recoveryCodes![0]!);
    const operator = anApi(accounts.address, `Bearer ${token}`);
    expect((await operator.send('GET', '/api/v1/operator/jobs')).status).toBe(200);
    const again = (await admin('reset-operator-second-factor', '--email', email)).data;
    expect((await operator.send('GET', '/api/v1/operator/jobs')).status).toBe(401);
    await expect(signIn(email, made.password!, made.recoveryCodes![1]!)).rejects.toMatchObject({
      key: 'kernel.error.code',
    });
    await signIn(email, made.password!, again.recoveryCodes![0]!);
  });

  it('shows a code that lets the demo operator in, and another one after it was used', async () => {
    const { email, name } = demoOperator;
    await admin('create-operator', '--email', email, '--name', name, '--password', password);
    const first = (await admin('demo-code')).data.code!;
    await signIn(email, password, first);
    const second = (await admin('demo-code')).data.code!;
    expect(second).not.toBe(first);
    await signIn(email, password, second);
  });
});
