import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '#src/commands/run-command.ts';
import { loadConfig } from '#src/config/config.ts';
import { root, testDatabase } from '../../support/app.ts';
import { attempts } from '../../support/lti/attempt.ts';
import { toolEnvironment } from '../../support/lti/tool-environment.ts';
import { openTestPlatform, type TestPlatform } from '../../support/lti/test-platform.ts';
import { openRegistrations, type Registrations } from './open-registrations.ts';

let tool: Registrations;
let platform: TestPlatform;
beforeAll(async () => {
  tool = await openRegistrations();
  platform = await openTestPlatform({ publicUrl: toolEnvironment.PUBLIC_URL });
}, 120_000);
afterAll(async () => {
  await platform.close();
  await tool.close();
});

async function admin(...words: string[]) {
  const { appUrl, ownerUrl } = await testDatabase();
  const environment = {
    ...toolEnvironment,
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    LOG_LEVEL: 'silent',
    SECRET_KEY: 'a-secret-for-the-tests-long-enough-to-be-one',
  };
  const config = loadConfig({ root, environment, dataFolder: path.join(root, '.data', 'test-data', 'admin') });
  const [printed, said]: [string[], string[]] = [[], []];
  const code = await runCommand([...words, '--json'], {
    config,
    plugins: tool.app.kernel.plugins,
    print: (text) => void printed.push(text),
    say: (text) => void said.push(text),
  });
  return { code, said: said.join('\n'), json: JSON.parse(printed.join('\n') || '{}') as Record<string, unknown> };
}

const addPlatform = (clientId: string, ...more: string[]) => {
  const { issuer, authorizationUrl, tokenUrl, keys } = platform;
  const ids = ['--issuer', issuer, '--client-id', clientId];
  const urls = ['--authorization-url', authorizationUrl, '--token-url', tokenUrl, '--jwks-url', keys.url];
  return admin('add-platform', ...ids, ...urls, ...more);
};

const acts = async (targetId: unknown) =>
  (await tool.rows.rows('select action from audit_entry where target_id = $1 order by created_at', [targetId])).map(
    ({ action }) => action,
  );

describe('npm run admin, about an LMS', () => {
  it('invites one, whose registration by the printed address works [DR-02]', async () => {
    const { slug, id } = await tool.organization();
    const { code, json } = await admin('invite-lms', '--org', slug);
    expect(code).toBe(0);
    expect(Date.parse(String(json.expiresAt))).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    const url = new URL(String(json.registrationUrl));
    expect(url.origin + url.pathname).toBe(`${toolEnvironment.PUBLIC_URL}/lti/register`);
    const lms = await tool.platform();
    const answer = await tool.open(url.searchParams.get('invitation')!, lms.configurationUrl);
    expect(answer.status).toBe(200);
    const { registrations } = await tool.stored(id);
    expect(await acts(registrations[0]!.id)).toEqual(['ltiRegistration.created']);
    expect((await admin('invite-lms', '--org', 'nobody-here')).code).not.toBe(0);
  });

  it('registers one by hand with its deployments, lists it, and says in words what is wrong [DR-17]', async () => {
    const { slug } = await tool.organization();
    const added = await addPlatform('by-hand', '--org', slug, '--deployment', '1', '--deployment', '2');
    expect(added).toMatchObject({ code: 0, json: { platformId: expect.any(String) } });
    const { registrationId } = added.json;
    const { platforms } = (await admin('list-platforms')).json as { platforms: readonly object[] };
    expect(platforms).toContainEqual(expect.objectContaining({ registrationId, issuer: platform.issuer }));
    const { deployments } = (await admin('list-deployments')).json as { deployments: readonly object[] };
    for (const deploymentId of ['1', '2'])
      expect(deployments).toContainEqual(
        expect.objectContaining({ registrationId, deploymentId, organization: slug, status: 'active' }),
      );
    const again = await addPlatform('by-hand', '--org', slug);
    expect(again.code).toBe(1);
    expect(again.said).toMatch(/with the client id by-hand.* is registered already/);
    expect((await addPlatform('nobody', '--deployment', '1')).said).toContain('--deployment needs --org');
    expect((await addPlatform('x', '--token-audience', 'a', '--org', 'nobody-here')).code).not.toBe(0);
    expect(await acts(registrationId)).toEqual(['ltiRegistration.created']);
  });

  it('approves a deployment that a launch left waiting, switches it off, and on again', async () => {
    const { slug } = await tool.organization();
    const { registrationId } = (await addPlatform(platform.clientId)).json;
    const { launch } = attempts(tool.address, platform);
    expect((await launch()).reason).toBe('deployment-pending');
    const { deployments } = (await admin('list-deployments')).json as { deployments: readonly object[] };
    expect(deployments).toContainEqual(
      expect.objectContaining({ registrationId, status: 'pending', organization: null, courseTitle: 'Programming' }),
    );
    const named = ['--registration', String(registrationId), '--deployment', platform.deploymentId, '--org'];
    const approved = await admin('approve-deployment', ...named, slug);
    expect(approved.code).toBe(0);
    expect((await launch()).status).toBe(303);
    const pending = await tool.rows.rows('select * from lti_pending_deployment where registration_id = $1', [
      registrationId,
    ]);
    expect(pending).toEqual([]);
    const other = await tool.organization();
    const taken = await admin('approve-deployment', ...named, other.slug);
    expect(taken).toMatchObject({ code: 1, said: 'This deployment belongs to an organization already.' });
    expect((await admin('suspend-deployment', ...named, other.slug)).code).toBe(1);
    expect((await admin('suspend-deployment', ...named, slug)).json).toMatchObject({ status: 'suspended' });
    expect((await launch()).reason).toBe('deployment-suspended');
    expect((await admin('resume-deployment', ...named, slug)).json).toMatchObject({ status: 'active' });
    expect((await launch()).status).toBe(303);
    expect(await acts(approved.json.id)).toEqual([
      'ltiDeployment.approved',
      'ltiDeployment.suspended',
      'ltiDeployment.resumed',
    ]);
  });

  it('signs with the next key, which was published before', async () => {
    const before = JSON.parse((await tool.client().ask('/lti/keys')).page) as { keys: { kid: string }[] };
    const { json } = await admin('rotate-tool-key');
    expect(before.keys.map(({ kid }) => kid)).toContain(json.kid);
    const [active] = await tool.rows.rows(`select id, kid from lti_tool_key where state = 'active'`);
    expect(active!.kid).toBe(json.kid);
    expect(await acts(active!.id)).toEqual(['toolKey.rotated']);
  });
});
