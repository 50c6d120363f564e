import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { runCommand } from '#src/commands/run-command.ts';
import { loadConfig } from '#src/config/config.ts';
import { aScope, openTestApp, root, testDatabase } from '../../support/app.ts';
import { aMember } from './cast.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
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
  const printed: string[] = [];
  const shell = {
    config,
    plugins: app.kernel.plugins,
    print: (text: string) => void printed.push(text),
    say: () => {},
  };
  const code = await runCommand([...words, '--json'], shell);
  return { code, json: JSON.parse(printed.join('\n') || '{}') as Record<string, unknown> };
}

describe('npm run admin, about an organization', () => {
  it('lists members, sets roles, and keeps the last owner', async () => {
    const scope = await aScope(app);
    const org = scope.organization.slug;
    const { email } = await aMember(app, scope, ['owner'], 'Olga Owner');
    const listed = await admin('list-members', '--org', org, '--role', 'owner');
    expect(listed.json).toMatchObject({ total: 1, members: [{ name: 'Olga Owner', state: 'active' }] });
    expect((await admin('set-roles', '--org', org, '--email', email, '--role', 'learner')).code).not.toBe(0);
    const set = await admin('set-roles', '--org', org, '--email', email, '--role', 'owner', '--role', 'mentor');
    expect(set.json).toMatchObject({ roles: ['owner', 'mentor'] });
  });

  it('invites by mail and by a link that is printed once, and revokes', async () => {
    const { organization } = await aScope(app);
    const org = organization.slug;
    const mailed = await admin('invite', '--org', org, '--email', 'one@example.edu', '--email', 'nobody');
    expect(mailed.json.results).toEqual([
      { email: 'one@example.edu', outcome: 'invited' },
      { email: 'nobody', outcome: 'noAddress' },
    ]);
    const link = await admin('invite', '--org', org, '--role', 'mentor', '--uses', '3');
    expect(link.json.url).toContain(`/o/${org}/invitations/in_`);
    expect((await admin('revoke-invitation', '--org', org, '--id', String(link.json.id))).code).toBe(0);
    expect((await admin('revoke-invitation', '--org', org, '--id', String(link.json.id))).code).not.toBe(0);
  });

  it('changes an organization, lists all, and shows the audit', async () => {
    const { organization } = await aScope(app);
    const org = organization.slug;
    const changes = ['--name', 'From the shell', '--hue', '200', '--public-join', 'yes'];
    const edited = await admin('edit-organization', '--org', org, ...changes);
    expect(edited.json).toMatchObject({ slug: org, version: 2 });
    expect((await admin('edit-organization', '--org', org, '--hue', '400')).code).not.toBe(0);
    const { json } = await admin('audit', '--org', org, '--action', 'organization.edited');
    expect(json.entries).toMatchObject([]);
    const installation = await admin('audit', '--action', 'organization.edited', '--last', '1');
    expect(installation.json.entries).toMatchObject([{ targetId: organization.id }]);
    const all = await admin('list-organizations');
    expect(all.json.organizations).toContainEqual(
      expect.objectContaining({ slug: org, name: 'From the shell', hue: 200 }),
    );
  });
});
