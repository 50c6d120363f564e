import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { learner, openRosters, teacher, type Rosters } from '../../support/lti/open-rosters.ts';

let tool: Rosters;
beforeAll(async () => {
  tool = await openRosters();
}, 120_000);
afterAll(() => tool.close());

const namesOf = (people: readonly { readonly name?: unknown }[]) => people.map(({ name }) => name);

describe('the roster of a course', () => {
  it('is asked for with the exact scope and type, and the token of the platform [CERT-N01, CERT-N02, CERT-N03, CERT-N04, CERT-N05, NRPS-01, NRPS-02]', async () => {
    const { server, read } = await tool.course({ members: [teacher] });
    await read();
    const [token, memberships, ...more] = server.take();
    expect(more).toEqual([]);
    const sent = new URLSearchParams(token!.body);
    expect(sent.get('scope')).toBe('https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly');
    expect(memberships).toMatchObject({
      method: 'GET',
      headers: {
        accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
        authorization: 'Bearer a-token',
      },
    });
    expect(memberships!.url.searchParams.get('type')).toBe('7');
  });

  it('brings people before their first launch, who are the same ones when they come [NRPS-03, NRPS-11]', async () => {
    const members = [teacher, learner('4', { name: 'Sam Student' })];
    const { read, people, enter, organizationId } = await tool.course({ members });
    await read();
    expect(await people()).toMatchObject([
      { name: 'Sam Student', role: 'learner', subject: '4' },
      { name: 'Tessa Teacher', role: 'instructor', subject: 'teacher' },
    ]);
    const [placeholder] = await tool.rows.rows(
      `select u.* from "user" u where u.name = 'Sam Student' and u.organization_id = $1`,
      [organizationId],
    );
    expect(placeholder).toMatchObject({ email: null, roles: ['learner'], locale: null });
    const { user } = await enter({ sub: '4', name: 'Sam Student', email: 'sam@lms.example' });
    expect(user).toMatchObject({ id: placeholder!.id, email: 'sam@lms.example', locale: 'en' });
    expect(await people()).toHaveLength(2);
  });

  it('is read to its last page, each person once [NRPS-07, NRPS-12, NRPS-06]', async () => {
    const many = Array.from({ length: 25 }, (_, place) => learner(`${place}`));
    const { read, people, roster, server } = await tool.course({ members: [teacher, ...many, many[3]!], pageSize: 10 });
    await read();
    expect(server.take('/memberships')).toHaveLength(3);
    expect(await people()).toHaveLength(26);
    expect(await roster()).toMatchObject({ state: 'read', pages: 3, members: 26, incomplete: null });
  });

  it('that ends in the middle is partial, adds whom it names, and lets nobody be missing [NRPS-07]', async () => {
    const old = learner('old');
    const { read, people, roster, server } = await tool.course({ members: [teacher, old] });
    await read();
    const members = [teacher, learner('new'), old];
    server.serve({ members, pageSize: 2, refuses: { status: 500, page: 1, body: 'maintenance' } });
    await read();
    expect(await roster()).toMatchObject({ state: 'partial', incomplete: 'refused', words: 'maintenance' });
    expect(await people()).toMatchObject([
      { subject: 'new', isMissing: false },
      { subject: 'old', isMissing: false, hasLeft: false },
      { subject: 'teacher', isMissing: false },
    ]);
  });

  it.each([
    ['403', { status: 403 }, 'off'],
    ['404', { status: 404 }, 'off'],
    ['a token refused for its scope', { status: 400, token: true, body: '{"error":"invalid_scope"}' }, 'notGranted'],
    ['401, whatever the token', { status: 401 }, 'notGranted'],
    ['500', { status: 500, body: 'Under maintenance' }, 'failed'],
    ['a page instead of a list', { status: 200, body: '<h1>Log in</h1>' }, 'failed'],
  ])('answered with %s leaves everybody as they are, and says so [NRPS-15]', async (_name, refuses, state) => {
    const { read, people, roster, server } = await tool.course({ members: [teacher, learner('1')] });
    // A token that was got once is kept for its hour.
    if (!('token' in refuses)) await read();
    const before = await people();
    server.serve({ members: [], refuses });
    await read();
    expect(await roster()).toMatchObject({ state });
    expect(await people()).toEqual(before);
  });

  it('says who is new, changed and lacking; who is lacking stays [NRPS-04, NRPS-14]', async () => {
    const { read, people, server } = await tool.course({
      members: [teacher, learner('1'), learner('2'), learner('3')],
    });
    await read();
    server.serve({
      members: [
        teacher,
        learner('1', {
          name: 'Another Name',
          roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant'],
        }),
        learner('2', { status: 'Inactive' }),
        learner('4'),
      ],
    });
    await read();
    expect(await people()).toMatchObject([
      { name: 'Another Name', subject: '1', role: 'teachingAssistant', isMissing: false },
      { subject: '2', isMissing: true, hasLeft: false },
      { subject: '3', isMissing: true, hasLeft: false },
      { subject: '4', isMissing: false },
      { subject: 'teacher' },
    ]);
  });

  it('never lacks a test user or whoever looks after the LMS [CORE-12, NRPS-14]', async () => {
    const { read, people, enter } = await tool.course({ members: [teacher] });
    const instructor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';
    const roles = 'https://purl.imsglobal.org/spec/lti/claim/roles';
    await enter({
      sub: 'admin',
      name: 'Admin',
      [roles]: ['http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator', instructor],
    });
    await enter({
      sub: 'test',
      name: 'Test',
      [roles]: [
        'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner',
        'http://purl.imsglobal.org/vocab/lti/system/person#TestUser',
      ],
    });
    await enter({ sub: 'guest', name: 'Guest', [roles]: [instructor] });
    await read();
    const found = await people();
    expect(namesOf(found)).toEqual(['Admin', 'Guest', 'Tessa Teacher', 'Test']);
    expect(found.filter(({ isMissing }) => isMissing)).toMatchObject([{ name: 'Guest' }]);
  });
});
