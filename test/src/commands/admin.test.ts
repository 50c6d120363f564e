import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { runCommand } from '#src/commands/run-command.ts';
import { loadConfig } from '#src/config/config.ts';
import { findFailedJobs } from '#src/jobs/failed-jobs.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { User } from '#src/people/user.entity.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { aScope, eventually, openTestApp, root, scopeIn, testDatabase } from '../../support/app.ts';
import { sampleSteps } from '../../support/sample/jobs.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp({ works: true });
});
afterAll(() => app.stop());

async function admin(...words: string[]) {
  const { appUrl, ownerUrl } = await testDatabase();
  const environment = {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    LOG_LEVEL: 'silent',
    SECRET_KEY: 'a-secret-for-the-tests-long-enough-to-be-one',
  };
  const config = loadConfig({ root, environment, dataFolder: path.join(root, '.data', 'test-data', 'admin') });
  const [printed, said]: [string[], string[]] = [[], []];
  const code = await runCommand(words, {
    config,
    plugins: app.kernel.plugins,
    print: (text) => printed.push(text),
    say: (text) => said.push(text),
  });
  return {
    code,
    text: printed.join('\n'),
    said: said.join('\n'),
    json: () => JSON.parse(printed.join('\n')) as Record<string, unknown>,
  };
}

describe('npm run admin', () => {
  it('help lists every command with its options, also in JSON', async () => {
    const { text, code } = await admin('help');
    expect(code).toBe(0);
    for (const name of [
      'create-organization',
      'create-user',
      'create-operator',
      'rotate-secrets',
      'retry-jobs',
      'backup',
      'restore',
      'resume-outgoing',
    ])
      expect(text).toContain(name);
    const { commands } = (await admin('help', '--json')).json() as {
      commands: { name: string; options: { name: string; required: boolean }[] }[];
    };
    expect(commands.find(({ name }) => name === 'create-user')?.options).toContainEqual(
      expect.objectContaining({ name: '--email', required: true }),
    );
  });

  it('makes an organization and a person in it who has a password and a trace in the audit [Q-04]', async () => {
    const slug = `shell-${randomUUID().slice(0, 8)}`;
    const organization = (
      await admin('create', 'organization', '--slug', slug, '--name', 'From the shell', '--json')
    ).json();
    const made = (
      await admin(
        'create-user',
        '--org',
        slug,
        '--email',
        'Grace@Example.org',
        '--name',
        'Grace',
        '--role',
        'instructor',
        '--role',
        'mentor',
        '--json',
      )
    ).json();
    expect(made).toMatchObject({ email: 'grace@example.org', password: expect.any(String) });
    const scope = await scopeIn(app, String(organization.id));
    const [user] = await scope.transaction(({ em }) => em.find(User, {}));
    expect(user).toMatchObject({ email: 'grace@example.org', roles: ['instructor', 'mentor'] });
    const [identity] = await scope.transaction(({ em }) => em.find(Identity, {}));
    expect(identity?.passwordHash).toMatch(/^\$argon2id\$/);
    expect(identity?.passwordHash).not.toContain(String(made.password));
    expect(
      await scope.transaction(({ em }) => em.count(AuditEntry, { action: 'user.created', targetId: user!.id })),
    ).toBe(1);
  });

  it('makes an operator, who belongs to no organization', async () => {
    const email = `op-${randomUUID().slice(0, 8)}@example.org`;
    const { code, text } = await admin('create-operator', '--email', email, '--name', 'Op');
    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`${email} is there\\. Password, shown this once: \\S{20}`));
  });

  it.each([
    [['dance'], 2, /no command "dance"/],
    [['create-user', '--org', 'demo'], 2, /--email is missing: E-mail address/],
    [['create-user', '--colour', 'red'], 2, /--colour/],
    [['create-organization', '--slug', 'No Spaces', '--name', 'x'], 1, /slug: Use 2 to 63 lower-case letters/],
    [['create-organization', '--slug', 'demo', '--name', 'x'], 1, /The short name demo is taken/],
    [
      ['create-user', '--org', 'nowhere-at-all', '--email', 'a@b.c', '--name', 'x'],
      1,
      /organization nowhere-at-all: This is not here/,
    ],
    [['create-user', '--org', 'demo', '--email', 'a@b.c', '--name', 'x', '--role', 'king'], 2, /role/],
  ])('refuses %j with exit code %i and names what is wrong', async (words, exitCode, sentence) => {
    const { code, said } = await admin(...words);
    expect(said).toMatch(sentence);
    expect(code).toBe(exitCode);
    const asJson = await admin(...words, '--json');
    expect(String(asJson.json().error)).toMatch(sentence);
  });

  it('lists failed jobs with their last words and tries them again', async () => {
    const scope = await aScope(app);
    await scope.transaction((inside) => inside.enqueue(sampleSteps, { text: 'touch em outside' }));
    const mine = async () =>
      (await findFailedJobs(app.kernel, sampleSteps.name)).find(
        ({ organizationId }) => organizationId === scope.organization.id,
      );
    const failed = await eventually(mine);
    expect((await admin('failed-jobs', '--job', sampleSteps.name)).text).toContain(failed.id);
    const { json } = await admin('retry', 'jobs', '--id', failed.id, '--json');
    expect(json()).toEqual({ retried: [{ id: failed.id, name: sampleSteps.name }] });
    const again = await eventually(async () =>
      (await mine())?.failedAt.getTime() !== failed.failedAt.getTime() ? mine() : null,
    );
    expect(again.message).toContain('scope.transaction');
  });
});
