import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames, mediaTypes, openPracticeLms, scopeNames, type PracticeLms } from '../support/lms/index.ts';
import { launchForm } from './browse.ts';
import { allScopes, callerOf, tokenOf, type Caller } from './call-as-tool.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

interface Members {
  id: string;
  context: object;
  members: (Record<string, unknown> & { roles: string[] })[];
}

let lms: PracticeLms;
let moodle: MinimalTool;
let canvas: MinimalTool;
let call: Caller;
let callCanvas: Caller;
beforeAll(async () => {
  lms = await openPracticeLms();
  [moodle, canvas] = (await Promise.all([0, 1].map(() => openMinimalTool({ scope: allScopes })))) as [
    MinimalTool,
    MinimalTool,
  ];
  await lms.registerTool(moodle.registrationUrl);
  await lms.registerTool(canvas.registrationUrl, { flavour: 'canvas' });
  [call, callCanvas] = [await callerOf(moodle), await callerOf(canvas)];
});
afterAll(async () => {
  await Promise.all([lms.close(), moodle.close(), canvas.close()]);
});

const url = () => `${lms.address}/mod/lti/services.php/CourseSection/2/bindings/1/memberships`;
const canvasUrl = () => `${lms.address}/api/lti/courses/2/names_and_roles`;
const members = async (query = '') => (await call('GET', url() + query)).body as Members;
const names = (list: Members) => list.members.map(({ given_name }) => given_name);

describe('members like Moodle', () => {
  it('have short roles', async () => {
    const answer = await call('GET', url());
    expect(answer).toMatchObject({ status: 200, type: `${mediaTypes.memberships}; charset=utf-8`, link: null });
    const list = answer.body as Members;
    expect(list).toMatchObject({ id: url(), context: { id: '2', label: 'PROG1', title: 'Programming 1' } });
    expect(names(list)).toEqual(['Tessa', 'Toni', 'Sam', 'Lena', 'Yusuf']);
    expect(list.members[2]).toEqual({
      status: 'Active',
      roles: ['Learner'],
      user_id: '5',
      lis_person_sourcedid: 'STU-1001',
      name: 'Sam Student',
      given_name: 'Sam',
      family_name: 'Student',
      email: 'sam@practice-lms.example',
      ext_user_username: 'sam',
    });
  });

  it('come in pages when asked for', async () => {
    const first = await call('GET', `${url()}?limit=2`);
    expect(first.link).toBe(`<${url()}?limit=2&from=2>; rel="next"`);
    expect(names(first.body as Members)).toEqual(['Tessa', 'Toni']);
    expect((await call('GET', `${url()}?limit=2&from=4`)).link).toBeNull();
  });

  it('are chosen by role, by its short name and by its URI', async () => {
    expect(names(await members('?role=Learner'))).toEqual(['Sam', 'Lena', 'Yusuf']);
    const uri = encodeURIComponent('http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor');
    expect(names(await members(`?role=${uri}`))).toEqual(['Tessa']);
    expect(names(await members('?role=TeachingAssistant'))).toEqual(['Toni']);
    expect(names((await callCanvas('GET', `${canvasUrl()}?role=Learner`)).body as Members)).toHaveLength(3);
  });

  it('bring a message for one resource link', async () => {
    const list = await members('?rlid=11');
    expect(list.members[0]).toMatchObject({
      message: [{ [claimNames.messageType]: 'LtiResourceLinkRequest', [claimNames.basicOutcome]: expect.anything() }],
    });
    expect((await call('GET', `${url()}?rlid=99`)).status).toBe(404);
  });

  it('leave out who is suspended, and show who is new', async () => {
    const course = lms.courses.programming;
    const nora = await lms.addPerson({ givenName: 'Nora', familyName: 'Neu', part: 'student' });
    await lms.enrol(course, nora, 'student');
    await lms.setStatus(course, lms.people.sam, 'Inactive');
    expect(names(await members())).toEqual(['Tessa', 'Toni', 'Lena', 'Yusuf', 'Nora']);
    await lms.unenrol(course, nora);
    await lms.setStatus(course, lms.people.sam, 'Active');
    expect(names(await members())).toEqual(['Tessa', 'Toni', 'Sam', 'Lena', 'Yusuf']);
  });

  it('need their own scope', async () => {
    const token = await tokenOf(moodle, scopeNames.score);
    expect((await call('GET', url(), { token })).status).toBe(401);
  });
});

describe('members like Canvas', () => {
  it('have whole roles, opaque ids and a status', async () => {
    await lms.setStatus(lms.courses.programming, lms.people.sam, 'Inactive');
    const list = (await callCanvas('GET', canvasUrl())).body as Members;
    expect(list.members[2]).toMatchObject({
      status: 'Inactive',
      roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      user_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    await lms.setStatus(lms.courses.programming, lms.people.sam, 'Active');
  });
});

describe('many members', () => {
  it('are made up, and come fifty or a hundred at a time', async () => {
    const many = await openPracticeLms({ flavour: 'canvas', members: 2000 });
    const tool = await openMinimalTool({ scope: allScopes });
    await many.registerTool(tool.registrationUrl);
    const ask = await callerOf(tool);
    const seen = new Set<unknown>();
    let next: string | undefined = `${many.address}/api/lti/courses/2/names_and_roles?limit=1000`;
    let pages = 0;
    while (next) {
      const { body, link } = await ask('GET', next);
      for (const member of (body as Members).members) seen.add(member['user_id']);
      next = /<([^>]+)>; rel="next"/.exec(link!)?.[1];
      pages += 1;
    }
    expect([seen.size, pages]).toEqual([2005, 21]);
    await Promise.all([many.close(), tool.close()]);
  });
});

describe('groups', () => {
  it('hold every student once in each set', () => {
    const groups = lms.groupsOf(lms.courses.programming);
    for (const set of new Set(groups.map(({ setId }) => setId)))
      expect(
        groups
          .filter(({ setId }) => setId === set)
          .flatMap(({ members }) => members)
          .toSorted(),
      ).toEqual(['5', '6', '7']);
  });

  it.each(['moodle', 'canvas'] as const)('are announced and listed like %s', async (flavour) => {
    const [tool, ask] = flavour === 'moodle' ? [moodle, call] : [canvas, callCanvas];
    const activity = lms.activities.find(({ clientId }) => clientId === tool.registration.platform!.clientId)!;
    const form = await launchForm(lms.address + lms.launchPath(activity, lms.people.sam));
    const claims = await tool.verify(form.fields['id_token']!);
    const service = claims[claimNames.groupsService] as Record<string, string>;
    expect(service).toMatchObject({ scope: [scopeNames.groups], service_versions: ['1.0'] });
    const sets = (await ask('GET', service['context_group_sets_url']!)).body as { sets: { id: string }[] };
    expect(sets.sets).toHaveLength(2);
    const groups = async (query = '') =>
      ((await ask('GET', service['context_groups_url']! + query)).body as { groups: object[] }).groups;
    expect(await groups()).toHaveLength(5);
    expect(await groups(`?user_id=${claims.sub}`)).toEqual([
      { id: '2010', name: 'Team Kestrel', set_id: '201' },
      { id: '2020', name: 'Monday', set_id: '202' },
    ]);
  });
});
