import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LtiRegistration } from '../../../lti/registration.entity.ts';
import { expectReadable } from '../../support/lti/expect-refusal.ts';
import { publicUrl } from '../../support/lti/open-launches.ts';
import { openRegistrations, type Registrations } from './open-registrations.ts';
import { canvasConfiguration, platformPart, toolPart, type Post } from './registration-platform.ts';

let tool: Registrations;
beforeAll(async () => {
  tool = await openRegistrations();
}, 120_000);
afterAll(() => tool.close());

describe('GET /lti/register, opened by a platform that speaks as Moodle', () => {
  it('asks with the token, posts the tool, and keeps what was granted [DR-01] [DR-03] [DR-05] [DR-06] [DR-10] [MOO-17]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    const answer = await tool.open(invitation.token, platform.configurationUrl);
    expectReadable(answer);
    expect({ status: answer.status, words: answer.words }).toEqual({
      status: 200,
      words: expect.stringMatching(/Assay is registered.*Activate it there/),
    });
    expect(platform.heard.configurations).toHaveLength(1);
    expect(platform.heard.configurations[0]!.authorization).toBe('Bearer reg-token');
    const [post] = platform.heard.posts as [Post];
    expect(post.headers).toMatchObject({ authorization: 'Bearer reg-token', 'content-type': 'application/json' });
    const { registrations, deployments } = await tool.stored(invitation.organizationId);
    expect(registrations).toMatchObject([
      {
        issuer: platform.address,
        product_family: 'moodle',
        authorization_endpoint: `${platform.address}/mod/lti/auth.php`,
        token_endpoint: `${platform.address}/mod/lti/token.php`,
        jwks_uri: `${platform.address}/mod/lti/certs.php`,
        token_audience: null,
        algorithms: ['RS256'],
        scopes: post.body.scope.split(' '),
        messages: ['LtiDeepLinkingRequest', 'LtiSubmissionReviewRequest'],
        status: 'active',
      },
    ]);
    expect(deployments).toMatchObject([
      {
        deployment_id: '2',
        status: 'active',
        registration_id: registrations[0]!.id,
        frame_origins: [platform.address],
      },
    ]);
    const row = await tool.invitationRow(invitation.id);
    expect(row).toMatchObject({ registration_id: registrations[0]!.id, used_at: expect.any(Date) });
  });

  it('describes the tool in full, and asks only for what is both offered and needed [DR-07] [DR-08] [DR-09] [CORE-19] [SR-05]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    await tool.open(invitation.token, platform.configurationUrl, null);
    const [{ headers, body, tool: configuration }] = platform.heard.posts as [Post];
    expect(headers.authorization).toBeUndefined();
    expect(body).toMatchObject({
      application_type: 'web',
      response_types: ['id_token'],
      grant_types: ['implicit', 'client_credentials'],
      initiate_login_uri: `${publicUrl}/lti/login`,
      redirect_uris: [`${publicUrl}/lti/launch`],
      jwks_uri: `${publicUrl}/lti/keys`,
      token_endpoint_auth_method: 'private_key_jwt',
      client_name: 'Assay',
      'client_name#de': 'Assay',
    });
    expect(configuration).toMatchObject({ domain: 'tool.example', target_link_uri: `${publicUrl}/lti/launch` });
    expect(configuration.claims).toEqual(['iss', 'sub', 'name', 'given_name', 'family_name', 'email']);
    expect(configuration.custom_parameters).toMatchObject({
      available_start: '$ResourceLink.available.startDateTime',
      available_end: '$ResourceLink.available.endDateTime',
      submission_start: '$ResourceLink.submission.startDateTime',
      submission_end: '$ResourceLink.submission.endDateTime',
      context_id_history: '$Context.id.history',
      resource_link_id_history: '$ResourceLink.id.history',
      username: '$User.username',
      person_sourcedid: '$Person.sourcedId',
      section_sourcedid: '$CourseSection.sourcedId',
      time_zone: '$Person.address.timezone',
    });
    expect(body.scope.split(' ')).not.toContain('openid');
    expect(body.scope.split(' ')).toHaveLength(4);
    expect(configuration.messages.map(({ type, placements }) => [type, placements])).toEqual([
      ['LtiResourceLinkRequest', undefined],
      ['LtiDeepLinkingRequest', undefined],
      ['LtiSubmissionReviewRequest', undefined],
    ]);
  });

  it('asks for less where less is offered [DR-09]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    const score = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';
    Object.assign(platform.says.configuration, {
      scopes_supported: ['openid', score, 'https://x.example/more'],
      claims_supported: ['iss', 'sub', 'picture', 'email'],
      [platformPart]: { messages_supported: ['LtiResourceLinkRequest', 'LtiOtherRequest', 7, null] },
    });
    await tool.open(invitation.token, platform.configurationUrl);
    const [{ body, tool: configuration }] = platform.heard.posts as [Post];
    expect(body.scope).toBe(score);
    expect(configuration.claims).toEqual(['iss', 'sub', 'email']);
    expect(configuration.messages.map(({ type }) => type)).toEqual(['LtiResourceLinkRequest']);
  });
});

describe('GET /lti/register, opened by a platform that has groups', () => {
  it('asks for them there, and nowhere else [CG-01]', async () => {
    const groups = 'https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly';
    for (const offered of [[groups], undefined]) {
      const [platform, invitation] = [await tool.platform(), await tool.invitation()];
      Object.assign(platform.says.configuration, { scopes_supported: offered });
      await tool.open(invitation.token, platform.configurationUrl);
      const [{ body }] = platform.heard.posts as [Post];
      expect(body.scope.split(' ').includes(groups)).toBe(offered !== undefined);
    }
  });
});

describe('GET /lti/register, opened by a platform that speaks as Canvas', () => {
  it('takes the issuer of the cloud, asks for its placements and names, and is told 201 [DR-04] [DR-16] [CAN-07]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    platform.says.configuration = canvasConfiguration(platform.address);
    platform.says.status = 201;
    platform.says.answer = ({ body }) => ({ client_id: 10_000_000_000_123, scope: body.scope });
    const answer = await tool.open(invitation.token, platform.configurationUrl);
    expect(answer.words).toMatch(/Assay is registered.*switch the tool on/);
    const [post] = platform.heard.posts as [Post];
    expect(post.tool).toMatchObject({
      'https://canvas.instructure.com/lti/privacy_level': 'public',
      'https://canvas.instructure.com/lti/tool_id': 'assay',
      messages: [
        { type: 'LtiResourceLinkRequest', placements: ['course_navigation'] },
        { type: 'LtiDeepLinkingRequest', placements: ['assignment_selection', 'link_selection'] },
      ],
    });
    expect(post.tool.custom_parameters).toMatchObject({
      username: '$User.username',
      canvas_user_id: '$Canvas.user.id',
      canvas_assignment_id: '$Canvas.assignment.id',
      canvas_post_message_token: '$com.instructure.PostMessageToken',
    });
    const { registrations, deployments } = await tool.stored(invitation.organizationId);
    expect(registrations).toMatchObject([
      {
        client_id: '10000000000123',
        name: 'Test University',
        platform_name: 'Canvas',
        token_audience: null,
        messages: null,
      },
    ]);
    expect(deployments).toEqual([]);
  });

  it('does not take that issuer with the keys of somebody else, nor from another family [DR-04]', async () => {
    const invitation = await tool.invitation();
    for (const changes of [{ jwks_uri: 'https://keys.evil.example/jwks' }, { [platformPart]: {} }]) {
      const platform = await tool.platform();
      platform.says.configuration = { ...canvasConfiguration(platform.address), ...changes };
      const answer = await tool.open(invitation.token, platform.configurationUrl);
      expect({ status: answer.status, reason: answer.reason }).toEqual({ status: 400, reason: 'issuerDiffers' });
      expect(platform.heard.posts).toEqual([]);
    }
  });
});

describe('a registration that was stored', () => {
  it('keeps the address and the sealed token for changing it later [DR-11]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    platform.says.answer = () => ({
      client_id: 'with-token',
      registration_client_uri: `${platform.address}/registrations/7`,
      registration_access_token: 'a-registration-access-token',
      [toolPart]: { deployment_id: 7 },
    });
    await tool.open(invitation.token, platform.configurationUrl);
    const { registrations, deployments } = await tool.stored(invitation.organizationId);
    const { id, sealed_registration_token: sealed, ...row } = registrations[0]!;
    expect(row).toMatchObject({ registration_client_uri: `${platform.address}/registrations/7`, scopes: null });
    expect(sealed).not.toContain('a-registration-access-token');
    const purpose = LtiRegistration.sealed.sealedRegistrationToken;
    expect(tool.app.kernel.keys.open(purpose, String(sealed), String(id))).toBe('a-registration-access-token');
    expect(deployments).toMatchObject([{ deployment_id: '7' }]);
  });

  it('stands beside an earlier one of the same issuer, and the page says which is newer [DR-14]', async () => {
    const [platform, first] = [await tool.platform(), await tool.invitation()];
    await tool.open(first.token, platform.configurationUrl);
    const second = await tool.invite(first.organizationId);
    const { words } = await tool.open(second.token, platform.configurationUrl);
    const { registrations } = await tool.stored(first.organizationId);
    const [older, newer] = registrations.map((row) => String(row.client_id));
    expect(words).toMatch(new RegExp(`Client id: ${newer}.*the newer one.*Client id ${older}, since`));
    expect(registrations.map(({ status }) => status)).toEqual(['active', 'active']);
    const stranger = await tool.invitation();
    expect((await tool.open(stranger.token, platform.configurationUrl)).words).not.toContain('the newer one');
  });
});
