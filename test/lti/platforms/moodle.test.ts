import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openLaunches, publicUrl, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const customOf = async (organizationId: string) =>
  (await tool.rows.rows('select custom from lti_resource_link where organization_id = $1', [organizationId]))[0]!
    .custom;

describe('Moodle', () => {
  it('has a client id for each tool configuration, each with a deployment of a small number [MOO-01]', async () => {
    const first = await tool.place({ deploymentId: '1' });
    const { issuer } = first.platform;
    const second = await tool.place({ issuer, deploymentId: '1' });
    expect((await tool.admits(() => first.launch())).session.organization_id).toBe(first.organizationId);
    expect((await tool.admits(() => second.launch())).session.organization_id).toBe(second.organizationId);
  });

  it('begins by a form, and gets its hint back letter by letter [MOO-02]', async () => {
    const { platform } = await tool.place();
    const hint = '{"cmid":2,"launchid":"ltilaunch1_1807641712"}';
    const answer = await tool.client().login(platform.loginParameters({ lti_message_hint: hint, login_hint: '3' }));
    expect(answer.status).toBe(302);
    expect(answer.authorization.get('lti_message_hint')).toBe(hint);
    expect(answer.authorization.get('login_hint')).toBe('3');
  });

  it('compares our address letter by letter: queries stay in the target [MOO-06]', async () => {
    const { launch, platform } = await tool.place();
    const target = `${publicUrl}/lti?item=1`;
    const { authorization } = await tool.client().login(platform.loginParameters({ target_link_uri: target }));
    expect(authorization.get('redirect_uri')).toBe(`${publicUrl}/lti/launch`);
    await tool.admits(() => launch({ login: { target_link_uri: target }, claims: { [names.targetLinkUri]: target } }));
  });

  it('keeps the id of a link whose content was chosen anew, so each launch reads it again [MOO-18]', async () => {
    const { launch, organizationId } = await tool.place();
    const chosen = (item: string | undefined) =>
      launch({ claims: { [names.custom]: item === undefined ? {} : { item } } });
    await tool.admits(() => chosen('a'));
    expect(await customOf(organizationId)).toEqual({ item: 'a' });
    await tool.admits(() => chosen('b'));
    expect(await customOf(organizationId)).toEqual({ item: 'b' });
    await tool.admits(() => chosen(undefined));
    expect(await customOf(organizationId)).toEqual({});
  });

  it('posts to itself once more before it goes on: there is time for that [MOO-21]', async () => {
    const { begin, platform } = await tool.place();
    const { client, state, nonce } = await begin();
    const nineMinutesLater = `update lti_login set expires_at = expires_at - interval '9 minutes' where state = $1`;
    await tool.rows.rows(nineMinutesLater, [state]);
    const id_token = await platform.idToken(platform.claims({ nonce }));
    await tool.admits(() => client.launch({ id_token, state }));
  });

  it('with an ended session answers an error, which is a page [MOO-21]', async () => {
    const { begin } = await tool.place();
    const { client, state } = await begin();
    await tool.refuses(() => client.launch({ error: 'access_denied', state }), { reason: 'platform-error' });
  });

  it('adds addresses of its own to the custom values, which nobody calls [MOO-24]', async () => {
    const { launch, organizationId, platform } = await tool.place();
    const settings = {
      context_memberships_url: `${platform.issuer}/mod/lti/services.php/CourseSection/2/bindings/1/memberships`,
      system_setting_url: `${platform.issuer}/mod/lti/services.php/tool/1/custom`,
      link_setting_url: `${platform.issuer}/mod/lti/services.php/links/{link_id}/custom`,
    };
    await tool.admits(() => launch({ claims: { [names.custom]: { item: 'a', ...settings } } }));
    expect(await customOf(organizationId)).toMatchObject({ item: 'a' });
  });

  it.each([
    ['embedded', 'iframe', 2],
    ['embedded without blocks', 'iframe', 3],
    ['in a new window', 'window', 4],
    ['in the same window', 'window', 5],
  ])('shows us %s [MOO-25]', async (_name, target, container) => {
    const { launch, platform } = await tool.place();
    const presentation = {
      document_target: target,
      locale: 'en',
      return_url: `${platform.issuer}/mod/lti/return.php?course=2&launch_container=${container}&instanceid=1`,
    };
    const { token, answer } = await tool.admits(() => launch({ claims: { [names.launchPresentation]: presentation } }));
    const page = await tool.follow({ token, answer });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors ${platform.issuer}`);
  });
});
