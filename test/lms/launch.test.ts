import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { claimNames, openPracticeLms, type FlavourName, type PracticeLms } from '../support/lms/index.ts';
import { launchForm } from './browse.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let lms: PracticeLms;
const tools = {} as Record<FlavourName, MinimalTool>;
beforeAll(async () => {
  lms = await openPracticeLms();
  for (const flavour of ['moodle', 'canvas'] as const) {
    tools[flavour] = await openMinimalTool({ scope: 'https://purl.imsglobal.org/spec/lti-ags/scope/score' });
    await lms.registerTool(tools[flavour].registrationUrl, { flavour });
  }
});
afterAll(async () => {
  await Promise.all([lms.close(), tools.moodle.close(), tools.canvas.close()]);
});

const activityOf = (flavour: FlavourName) =>
  lms.activities.find(({ clientId }) => lms.tools.find((tool) => tool.clientId === clientId)?.flavour === flavour)!;

async function launched(flavour: FlavourName, person = lms.people.sam, options = {}) {
  const { action, fields } = await launchForm(lms.address + lms.launchPath(activityOf(flavour), person, options));
  expect(action).toBe(`${tools[flavour].address}/launch`);
  expect(fields).toMatchObject({ state: 'the-state' });
  return { fields, login: tools[flavour].logins.at(-1)! };
}

const verified = async (flavour: FlavourName, person = lms.people.sam, options = {}) =>
  tools[flavour].verify((await launched(flavour, person, options)).fields['id_token']!);

describe('a launch like Moodle', () => {
  it('begins with a POST whose hint is JSON', async () => {
    const { login } = await launched('moodle');
    expect(login.method).toBe('POST');
    expect(login.parameters).toEqual({
      iss: lms.address,
      target_link_uri: `${tools.moodle.address}/`,
      login_hint: '5',
      lti_message_hint: expect.stringMatching(/^\{"cmid":11,"launchid":"ltilaunch11_\d+"\}$/),
      client_id: lms.tools[0]!.clientId,
      lti_deployment_id: '1',
    });
  });

  it('brings a token that is good for a minute, with small ids and short types', async () => {
    const claims = await verified('moodle');
    expect(claims.exp! - claims.iat!).toBe(60);
    expect(claims).toMatchObject({
      nonce: 'the-nonce',
      iss: lms.address,
      aud: lms.tools[0]!.clientId,
      sub: '5',
      name: 'Sam Student',
      email: 'sam@practice-lms.example',
      [claimNames.deploymentId]: '1',
      [claimNames.version]: '1.3.0',
      [claimNames.messageType]: 'LtiResourceLinkRequest',
      [claimNames.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      [claimNames.context]: { id: '2', label: 'PROG1', title: 'Programming 1', type: ['CourseSection'] },
      [claimNames.resourceLink]: { id: '11', title: 'Minimal tool with nothing chosen (frame)' },
      [claimNames.custom]: { person: '5', odd: '$Not.known' },
      [claimNames.endpoint]: {
        scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
        lineitem: `${lms.address}/mod/lti/services.php/2/lineitems/11/lineitem?type_id=1`,
      },
    });
  });

  it('has no resource link where something is to be chosen, and null for its variable', async () => {
    const claims = await verified('moodle', lms.people.teacher, { message: 'LtiDeepLinkingRequest' });
    expect(claims).not.toHaveProperty([claimNames.resourceLink]);
    expect(claims).toMatchObject({ [claimNames.custom]: { link: null } });
    expect(claims).toHaveProperty([claimNames.deepLinkingSettings, 'accept_types'], ['ltiResourceLink']);
  });

  it('names whose submission is to be looked at', async () => {
    const options = { message: 'LtiSubmissionReviewRequest', about: lms.people.lena };
    expect(await verified('moodle', lms.people.teacher, options)).toMatchObject({
      [claimNames.messageType]: 'LtiSubmissionReviewRequest',
      [claimNames.forUser]: { user_id: '6' },
    });
  });
});

describe('a launch like Canvas', () => {
  it('begins with a redirect that names the storage', async () => {
    const { login, fields } = await launched('canvas');
    expect(login.method).toBe('GET');
    expect(login.parameters).toMatchObject({
      canvas_environment: 'prod',
      deployment_id: lms.tools[1]!.deploymentId,
      lti_storage_target: 'post_message_forwarding',
    });
    expect(fields['lti_storage_target']).toBe('post_message_forwarding');
  });

  it('brings opaque ids, the placement, numbers, and variables that stay as they were written', async () => {
    expect(await verified('canvas', lms.people.teacher)).toMatchObject({
      sub: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      azp: lms.tools[1]!.clientId,
      'https://www.instructure.com/placement': 'assignment_view',
      [claimNames.context]: { id: expect.stringMatching(/^[0-9a-f]{40}$/) },
      [claimNames.custom]: { course: 2, odd: '$Not.known' },
    });
  });

  it('may have an issuer that is not its host', async () => {
    const issuer = 'https://canvas.instructure.com';
    const cloud = await openPracticeLms({ flavour: 'canvas', issuer, storageTarget: '_parent' });
    const tool = await openMinimalTool();
    await cloud.registerTool(tool.registrationUrl);
    const form = await launchForm(cloud.address + cloud.launchPath(cloud.activities[0]!, cloud.people.sam));
    expect(await tool.verify(form.fields['id_token']!)).toMatchObject({ iss: issuer });
    expect(form.fields['lti_storage_target']).toBe('_parent');
    await Promise.all([cloud.close(), tool.close()]);
  });
});

describe('who is in a course', () => {
  const roles = async (person = lms.people.sam) => (await verified('moodle', person))[claimNames.roles];

  it('arrives as roles: test student, assistant, administrator', async () => {
    expect(await roles(lms.people.testStudent)).toContain('http://purl.imsglobal.org/vocab/lti/system/person#TestUser');
    expect(await roles(lms.people.assistant)).toEqual([
      'http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant',
    ]);
    expect(await roles(lms.people.administrator)).toHaveLength(3);
  });

  it('may be something else in another course', async () => {
    const other = lms.activities.find(({ courseId }) => courseId === lms.courses.dataStructures.id)!;
    const { fields } = await launchForm(lms.address + lms.launchPath(other, lms.people.assistant));
    expect(decodeJwt(fields['id_token']!)[claimNames.roles]).toEqual([
      'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner',
    ]);
  });
});
