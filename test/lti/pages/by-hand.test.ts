import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { families } from '../../../lti/platforms/profile.ts';
import { anOrganization } from '../../support/app.ts';
import { openLaunches, publicUrl, type Launches } from '../../support/lti/open-launches.ts';
import { aVisitor } from '../../support/lti/visitor.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const path = '/admin/lms/registrations';
const aKeeper = async () => aVisitor(tool, (await anOrganization(tool.app)).id, ['owner']);
const aSite = () => `https://${randomUUID()}.lms.example`;
const registered = async (clientId: string) =>
  await tool.rows.rows(
    `select r.*, p.issuer, d.deployment_id from lti_registration r join lti_platform p on p.id = r.platform_id
        left join lti_deployment d on d.registration_id = r.id where r.client_id = $1 order by d.deployment_id`,
    [clientId],
  );

describe('connecting an LMS by hand', () => {
  it('shows what to copy under the names that the LMS has for it, in the language of the reader [DR-17]', async () => {
    const keeper = await aKeeper();
    const moodle = await keeper.look(`${path}/new`);
    for (const words of ['Initiate login URL', 'Redirection URI(s)', `value="${publicUrl}/lti/login"`, 'Platform ID'])
      expect(moodle.text).toContain(words);
    expect((await keeper.look(`${path}/new?locale=de`)).text).toContain('Umleitungs-URI(s)');
    const canvas = await keeper.look(`${path}/new?lms=canvas`);
    expect(canvas.text).toContain(`${publicUrl}/lti/config.json`);
    expect(canvas.text).toContain('value="https://sso.canvaslms.com/api/lti/authorize_redirect"');
    expect((await keeper.look(`${path}/new?lms=no-such-lms`)).status).toBe(422);
  });

  it.each(families)('has a page for %s, in each language', async (lms) => {
    const keeper = await aKeeper();
    for (const locale of ['en', 'de'])
      expect((await keeper.look(`${path}/new?lms=${lms}&locale=${locale}`)).status).toBe(200);
  });

  it('takes the usual addresses of a product where none are typed [DR-17]', async () => {
    const keeper = await aKeeper();
    const [issuer, clientId] = [aSite(), `c-${randomUUID()}`];
    const sent = await keeper.send(path, { lms: 'moodle', issuer, clientId, deploymentIds: '2\n3' });
    expect(sent).toMatchObject({ status: 303, to: '/admin/lms' });
    const rows = await registered(clientId);
    expect(rows.map(({ deployment_id }) => deployment_id)).toEqual(['2', '3']);
    expect(rows[0]).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/mod/lti/auth.php`,
      jwks_uri: `${issuer}/mod/lti/certs.php`,
      product_family: 'moodle',
    });
    const edx = `c-${randomUUID()}`;
    await keeper.send(path, { lms: 'openedx', issuer: `${issuer}/`, clientId: edx });
    expect((await registered(edx))[0]).toMatchObject({
      jwks_uri: `${issuer}/api/lti_consumer/v1/public_keysets/${edx}`,
      deployment_id: null,
    });
  });

  it('refuses what cannot be, at its field, and loses nothing that was typed [DR-17]', async () => {
    const keeper = await aKeeper();
    const typed = { lms: 'other', issuer: 'http://lms.example', clientId: 'abc', deploymentIds: '7' };
    const refused = await keeper.send(path, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Give an address that begins with https://');
    for (const kept of ['value="http://lms.example"', 'value="abc"', '>\n7</textarea>', 'name="lms" value="other"'])
      expect(refused.text).toContain(kept);
    const missing = await keeper.send(path, { ...typed, issuer: aSite() });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('id="jwksUri-problem"');
    expect(await registered('abc')).toEqual([]);
  });

  it('refuses an issuer and client id that are known, whoever has them', async () => {
    const shown = { lms: 'moodle', issuer: aSite(), clientId: `c-${randomUUID()}`, deploymentIds: '1' };
    await (await aKeeper()).send(path, shown);
    const again = await (await aKeeper()).send(path, { ...shown, deploymentIds: '2' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('This LMS is connected with this client id already');
    expect(await registered(shown.clientId)).toHaveLength(1);
  });
});
