import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { anOrganization } from '../../support/app.ts';
import { claimNames as names, roles, type Claims } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const issuer = 'https://canvas.instructure.com';
const canvas = {
  [names.toolPlatform]: { guid: `${randomUUID()}:canvas-lms`, name: 'A School', product_family_code: 'canvas' },
  'https://www.instructure.com/placement': 'course_navigation',
};
const at = (deploymentId: string, claims: Claims = {}) => ({
  claims: { ...canvas, [names.deploymentId]: deploymentId, ...claims },
  login: { lti_deployment_id: undefined, deployment_id: deploymentId, canvas_region: 'eu', canvas_environment: 'prod' },
});

describe('Canvas', () => {
  it('is one issuer and one client id for many schools, told apart by the deployment [CAN-01]', async () => {
    const shared = await tool.place({ issuer, deploymentId: '1:aaa' });
    const second = (await anOrganization(tool.app)).id;
    await shared.deploy(second, '2:bbb');
    const sub = randomUUID();
    const one = await tool.admits(() => shared.launch(at('1:aaa', { sub })));
    const other = await tool.admits(() => shared.launch(at('2:bbb', { sub })));
    expect(one.session.organization_id).toBe(shared.organizationId);
    expect(other.session.organization_id).toBe(second);
    expect(other.user.id).not.toBe(one.user.id);
  });

  it('hosted by a school says the same issuer: client id and keys are its own [CAN-03]', async () => {
    const cloud = await tool.place({ issuer });
    const hosted = await tool.place({ issuer });
    expect((await tool.admits(() => hosted.launch())).session.organization_id).toBe(hosted.organizationId);
    const { privateKey: key, kid } = cloud.platform.key();
    await tool.refuses(() => hosted.launch({ token: { key, kid } }), { reason: 'kid-unknown' });
  });

  it('hints at the deployment in the login, and the signed token decides [CAN-04]', async () => {
    const { launch, organizationId } = await tool.place({ issuer });
    const wrongHint = { lti_deployment_id: undefined, deployment_id: 'another', canvas_region: 'eu' };
    const { session } = await tool.admits(() => launch({ claims: canvas, login: wrongHint }));
    expect(session.organization_id).toBe(organizationId);
  });

  it.each([
    ['a student who teaches elsewhere', [roles.institutionInstructor, roles.learner], 'Student'],
    ['an administrator of the account', [roles.institutionAdministrator, roles.learner], 'Student'],
    ['a teacher', [roles.institutionInstructor, roles.instructor], 'Instructor'],
    ['an assistant', [roles.institutionInstructor, roles.teachingAssistant], 'Teaching assistant'],
  ])('names the roles of the whole account, and those of the course count: %s [CAN-08]', async (_name, given, word) => {
    const { launch } = await tool.place({ issuer });
    const { token, answer, user } = await tool.admits(() => launch({ claims: { ...canvas, [names.roles]: given } }));
    expect(user.roles).toEqual(['learner']);
    const { words } = await tool.follow({ token, answer });
    expect(words).toContain(word);
  });

  it('marks the student view of a teacher [CAN-09]', async () => {
    const { launch } = await tool.place({ issuer });
    const claims = { ...canvas, [names.roles]: [roles.learner, roles.testUser] };
    expect((await tool.admits(() => launch({ claims }))).membership).toMatchObject({ is_test_user: true });
  });

  it.each([
    ['anonymous', ['name', 'given_name', 'family_name', 'email']],
    ['name_only', ['email']],
    ['email_only', ['name', 'given_name', 'family_name']],
    ['public', []],
  ])('tells of people what its privacy level says: %s [CAN-10]', async (_level, without) => {
    const { launch } = await tool.place({ issuer });
    const missing = Object.fromEntries(without.map((claim) => [claim, undefined]));
    const { user } = await tool.admits(() => launch({ claims: { ...canvas, ...missing } }));
    expect(String(user.name).trim()).not.toBe('');
  });

  it('sends custom values as numbers, and variables that it does not know as they are [CAN-11]', async () => {
    const { launch, organizationId } = await tool.place({ issuer });
    const custom = { course: 17, points: 2.5, published: true, due: '$Canvas.assignment.dueAt.iso8601', none: null };
    await tool.admits(() => launch({ claims: { ...canvas, [names.custom]: custom } }));
    const statement = 'select custom from lti_resource_link where organization_id = $1';
    const [link] = await tool.rows.rows(statement, [organizationId]);
    expect(link!.custom).toEqual({ course: '17', points: '2.5', published: 'true' });
  });

  it('frames us from the address of the school, which is not that of the issuer [CAN-25]', async () => {
    const { launch } = await tool.place({ issuer });
    const presentation = { document_target: 'iframe', return_url: 'https://school.example/courses/1/external_content' };
    const { token, answer } = await tool.admits(() =>
      launch({ claims: { ...canvas, [names.launchPresentation]: presentation } }),
    );
    const page = await tool.follow({ token, answer });
    const policy = page.headers.get('content-security-policy')!;
    const ancestors = /frame-ancestors ([^;]+)/.exec(policy)![1]!.split(' ');
    expect(ancestors).toContain('https://school.example');
  });
});
