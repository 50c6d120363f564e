import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { learner, openRosters, teacher, type RosterCourse, type Rosters } from '../../support/lti/open-rosters.ts';
import { aVisitor } from '../../support/lti/visitor.ts';

let tool: Rosters;
beforeAll(async () => {
  tool = await openRosters();
}, 120_000);
afterAll(() => tool.close());

const peopleOf = ({ courseId }: RosterCourse) => `/courses/${courseId}/people`;
const see = async (course: RosterCourse, path = '') => (await course.instructor.ask(peopleOf(course) + path)).words;

/** Somebody of the course, with the paths of its people as they may look and send. */
async function somebody(course: RosterCourse, sub: string, role: string) {
  const { token } = await course.enter({ sub, name: `Somebody ${sub}`, [names.roles]: [role] });
  return bearer(course, token);
}

/** Sends what the pages of a course's people send. */
const bearer = (course: RosterCourse, token: string) => {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/html' };
  const send = async (path: string, fields: readonly (readonly [string, string])[] = []) => {
    const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
    const url = tool.address + peopleOf(course) + path;
    const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers, body });
    return { status: answer.status, text: await answer.text() };
  };
  const status = async (path: string) =>
    (await fetch(tool.address + peopleOf(course) + path, { redirect: 'manual', headers })).status;
  return { send, status };
};

/** A course whose list has lost some of its people. */
async function shrunkCourse(...lost: readonly string[]) {
  const course = await tool.course({ members: [teacher, learner('1'), ...lost.map((id) => learner(id))] });
  await course.read();
  course.server.serve({ members: [teacher, learner('1'), learner('new')] });
  await course.read();
  const { read_id: readId } = await course.roster();
  const users = await tool.rows.rows(
    'select i.subject, i.user_id from identity i where i.organization_id = $1 order by 1',
    [course.organizationId],
  );
  const userOf = (sub: string) => String(users.find(({ subject }) => subject === sub)!.user_id);
  return { course, readId: String(readId), userOf, instructor: bearer(course, course.instructor.token) };
}

describe('the people of a course', () => {
  it('are those of the list and those who came, with role, state and last launch [B-06]', async () => {
    const course = await tool.course({ members: [teacher, learner('1'), learner('2')] });
    expect(await see(course)).toContain('The list has not been read yet');
    await course.enter({ sub: '2', name: 'Learner 2', [names.roles]: [roles.learner] });
    await course.read();
    const words = await see(course);
    expect(words).toMatch(/The list is complete: 3 people/);
    expect(words).toMatch(/Learner 1 Student Not here yet Not yet/);
    expect(words).toMatch(/Learner 2 Student Was here/);
    expect(words).toMatch(/Tessa Teacher Instructor Was here/);
    expect(words).toContain('1 new');
  });

  it('are found by name, role, state and group', async () => {
    const members = [teacher, learner('1', { group_enrollments: [{ group_id: 'g' }] }), learner('2')];
    const course = await tool.course({ members, groups: [{ id: 'g', name: 'Team red' }] }, { groups: true });
    await course.read();
    const shown = async (query: string) => {
      const words = await see(course, query);
      return ['Learner 1', 'Learner 2', 'Tessa Teacher'].filter((name) => words.includes(`${name} `));
    };
    const [group] = await tool.rows.rows(`select id from lti_group where context_id = $1`, [course.contextId]);
    expect(await see(course)).toContain('Learner 1 Student Not here yet Team red');
    expect(await shown('?q=learner')).toEqual(['Learner 1', 'Learner 2']);
    expect(await shown('?role=instructor')).toEqual(['Tessa Teacher']);
    expect(await shown('?state=expected')).toEqual(['Learner 1', 'Learner 2']);
    expect(await shown('?state=left')).toEqual([]);
    expect(await shown(`?group=${String(group!.id)}`)).toEqual(['Learner 1']);
    expect(await shown('?limit=1&sort_by=name&order=desc')).toEqual(['Tessa Teacher']);
  });

  it.each([
    [
      { status: 403, body: '{"message":"Service disabled"}' },
      ['does not share the list', 'Service disabled', 'names and roles'],
    ],
    [{ status: 401 }, ['has not granted it']],
    [
      { status: 503, body: 'Down for maintenance' },
      ['could not be read', 'Down for maintenance', 'Refresh the roster to try again'],
    ],
  ])('say what the LMS answered, in its own words, and what to do: %j [NRPS-15]', async (refuses, words) => {
    const course = await tool.course({ members: [], refuses });
    await course.read();
    const shown = await see(course);
    for (const part of words) expect(shown).toContain(part);
    expect(shown).toContain('Tessa Teacher');
  });

  it('say that only a part of the list came [NRPS-07]', async () => {
    const members = [teacher, learner('1')];
    const course = await tool.course({ members, pageSize: 1, refuses: { status: 500, page: 1, body: 'later' } });
    await course.read();
    const shown = await see(course);
    for (const part of ['Only a part of the list came: 1 person', 'stopped answering', 'nobody is thought missing'])
      expect(shown).toContain(part);
  });

  it('are refreshed by a button, at most every five minutes [NRPS-13]', async () => {
    const course = await tool.course({ members: [teacher, learner('1')] });
    const { send } = bearer(course, course.instructor.token);
    expect((await send('/reading')).status).toBe(303);
    expect(await see(course)).toContain('The list is about to be read');
    const jobs = await tool.rows.rows(
      `select data from pgboss.job where name = 'lti.readRoster' and data ->> 'organizationId' = $1`,
      [course.organizationId],
    );
    expect(jobs).toMatchObject([{ data: { data: { contextId: course.contextId, isNightly: false } } }]);
    const again = await send('/reading');
    expect(again.status).toBe(409);
    expect(again.text).toContain('less than 5 minutes ago');
    await course.read();
    expect(await see(course)).toContain('It can be read again from');
    await tool.rows.rows(
      `update lti_roster set asked_at = now() - interval '6 minutes', started_at = now() - interval '6 minutes' where context_id = $1`,
      [course.contextId],
    );
    expect((await send('/reading')).status).toBe(303);
  });
});

describe('who is no longer on the list', () => {
  it('is shown with everything else that it changed, before anybody leaves [NRPS-14]', async () => {
    const { course } = await shrunkCourse('gone');
    expect(await see(course)).toContain('1 no longer on the list');
    const words = await see(course, '/differences');
    for (const part of [
      'No longer on the list',
      'Learner gone',
      'They stay until you decide',
      'New in the course',
      'Learner new',
    ])
      expect(words).toContain(part);
    expect(await course.people()).toMatchObject([{}, { name: 'Learner gone', hasLeft: false }, {}, {}]);
  });

  it('leaves when the instructor says so, and only who was chosen [NRPS-14]', async () => {
    const { course, readId, userOf, instructor } = await shrunkCourse('a', 'b');
    const nobody = await instructor.send('/removal', [['readId', readId]]);
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain('Choose who leaves the course');
    const chosen = [
      ['readId', readId],
      ['people', userOf('a')],
      ['people', userOf('1')],
    ] as const;
    expect((await instructor.send('/removal', chosen)).status).toBe(303);
    const state = Object.fromEntries((await course.people()).map(({ subject, hasLeft }) => [subject, hasLeft]));
    expect(state).toEqual({ a: true, b: false, 1: false, new: false, teacher: false });
    expect(await see(course, '?state=left')).toContain('Learner a Student Out of the course');
    const acts = await tool.rows.rows(
      `select payload from audit_entry where action = 'rosterMembers.removed' and organization_id = $1`,
      [course.organizationId],
    );
    expect(acts).toEqual([{ payload: { users: [userOf('a')] } }]);
    const late = await instructor.send('/removal', chosen);
    expect(late.status).toBe(409);
    expect(late.text).toContain('these people are back');
  });

  it('is seen by an assistant, who does not decide', async () => {
    const { course, readId, userOf } = await shrunkCourse('gone');
    const assistant = await somebody(course, 'ta', roles.teachingAssistant);
    expect(await assistant.status('/differences')).toBe(200);
    const fields = [
      ['readId', readId],
      ['people', userOf('gone')],
    ] as const;
    expect((await assistant.send('/removal', fields)).status).toBe(403);
    expect(await course.people()).toContainEqual(expect.objectContaining({ subject: 'gone', hasLeft: false }));
  });
});

describe('the pages of people', () => {
  it('are for staff of the course and administrators of the organization, and for nobody else', async () => {
    const { course, readId, userOf } = await shrunkCourse('gone');
    const other = await tool.course({ members: [teacher] });
    const fields = [
      ['readId', readId],
      ['people', userOf('gone')],
    ] as const;
    const sameCourse = [
      await somebody(course, 'x', roles.learner),
      await somebody(course, 'y', roles.institutionInstructor),
    ];
    const elsewhere = { [names.context]: { id: 'second', title: 'Second' }, [names.resourceLink]: { id: 'second' } };
    const { token: colleague } = await course.enter({ sub: 'z', ...elsewhere });
    for (const who of [...sameCourse, bearer(course, colleague), bearer(course, other.instructor.token)]) {
      for (const path of ['', '/differences']) expect(await who.status(path)).toBe(404);
      expect((await who.send('/reading')).status).toBe(404);
      expect((await who.send('/removal', fields)).status).toBe(404);
    }
    const path = peopleOf(course);
    for (const [role, status] of [
      ['admin', 200],
      ['owner', 200],
      ['instructor', 404],
      ['learner', 404],
    ] as const) {
      const { look } = await aVisitor(tool, course.organizationId, [role]);
      expect((await look(path)).status).toBe(status);
    }
    const admin = await aVisitor(tool, course.organizationId, ['admin']);
    const sent = await admin.send(`${path}/removal`, Object.fromEntries(fields));
    expect(sent.status).toBe(303);
  });
});
