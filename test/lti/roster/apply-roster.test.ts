import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { removeMissing } from '#lti';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { learner, openRosters, teacher, type RosterCourse, type Rosters } from '../../support/lti/open-rosters.ts';
import { watchStatements } from '../../support/watch-statements.ts';

let tool: Rosters;
const watching = watchStatements();
beforeAll(async () => {
  tool = await openRosters();
}, 120_000);
afterAll(async () => {
  watching.stop();
  await tool.close();
});

const student = { [names.roles]: [roles.learner] };
const students = (count: number) => Array.from({ length: count }, (_, place) => learner(`s${place}`));

/** Takes everybody out who is lacking, as an instructor does who has seen it. */
async function removeAll({ scope, contextId, roster }: RosterCourse) {
  const lacking = await tool.rows.rows(
    'select user_id from lti_membership where context_id = $1 and missing_since is not null',
    [contextId],
  );
  const userIds = lacking.map(({ user_id: id }) => String(id));
  return removeMissing(await scope(), { contextId, readId: String((await roster()).read_id), userIds });
}

describe('somebody who is out of a course', () => {
  /** A course that Sam has launched into, left the list of, and was taken out of. */
  async function leftCourse() {
    const course = await tool.course({ members: [teacher, learner('sam')] });
    const sam = await course.enter({ sub: 'sam', name: 'Learner sam', ...student });
    await course.read();
    course.server.serve({ members: [teacher] });
    await course.read();
    expect((await sam.ask(`/courses/${course.courseId}`)).status).toBe(200);
    expect(await removeAll(course)).toBe(1);
    return { course, sam };
  }

  it('sees it no more, and is there with everything once a launch brings them back [NRPS-14]', async () => {
    const { course, sam } = await leftCourse();
    expect(await course.people()).toMatchObject([{ name: 'Learner sam', hasLeft: true }, {}]);
    for (const path of [sam.answer.location!, `/courses/${course.courseId}`])
      expect(await sam.ask(path)).toMatchObject({ status: 404 });
    expect((await sam.ask('/courses')).words).not.toContain('Programming');
    const again = await course.enter({ sub: 'sam', name: 'Learner sam', ...student });
    expect(again.user.id).toBe(sam.user.id);
    expect((await again.ask(`/courses/${course.courseId}`)).status).toBe(200);
    expect(await course.people()).toMatchObject([{ name: 'Learner sam', hasLeft: false, isMissing: false }, {}]);
    // As for anybody else who is in the course, a list without them is a question again.
    await course.read();
    expect(await course.people()).toMatchObject([{ name: 'Learner sam', hasLeft: false, isMissing: true }, {}]);
  });

  it('is there again once the list has them, and is lacking only once [NRPS-14]', async () => {
    const { course, sam } = await leftCourse();
    await course.read();
    expect(await course.people()).toMatchObject([{ name: 'Learner sam', hasLeft: true, isMissing: false }, {}]);
    course.server.serve({ members: [teacher, learner('sam')] });
    await course.read();
    expect(await course.people()).toMatchObject([{ name: 'Learner sam', hasLeft: false }, {}]);
    expect((await sam.ask(`/courses/${course.courseId}`)).status).toBe(200);
  });

  it('stays in it where the list was read again before somebody decided', async () => {
    const course = await tool.course({ members: [teacher, learner('sam')] });
    await course.read();
    course.server.serve({ members: [teacher] });
    await course.read();
    const { read_id: readId } = await course.roster();
    course.server.serve({ members: [teacher, learner('sam')] });
    await course.read();
    const [sam] = await tool.rows.rows(`select user_id from identity where subject = 'sam' and organization_id = $1`, [
      course.organizationId,
    ]);
    const removal = { contextId: course.contextId, readId: String(readId), userIds: [String(sam!.user_id)] };
    await expect(removeMissing(await course.scope(), removal)).rejects.toMatchObject({
      key: 'lti.roster.error.readAgain',
    });
    expect(await course.people()).toMatchObject([{ name: 'Learner sam', hasLeft: false }, {}]);
  });
});

describe('a roster and launches at the same instant', () => {
  it('make each person once [NRPS-11]', async () => {
    const people = students(8);
    const course = await tool.course({ members: [teacher, ...people] });
    const launches = people.map(({ user_id: sub, name }) => course.launch({ claims: { sub, name, ...student } }));
    const [answers] = await Promise.all([Promise.all(launches), course.read(), course.read()]);
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 303));
    expect(await course.roster()).toMatchObject({ state: 'read' });
    expect(await course.people()).toHaveLength(9);
    const users = await tool.rows.rows(`select id from "user" where organization_id = $1`, [course.organizationId]);
    expect(users).toHaveLength(9);
  });

  it('do not make somebody lacking who came after the list was read', async () => {
    const course = await tool.course({ members: [teacher] });
    let go = () => undefined as void;
    course.server.holdUntil(new Promise((resolve) => (go = resolve)));
    const reading = course.read();
    await new Promise((done) => setTimeout(done, 100));
    await course.enter({ sub: 'late', name: 'Late', ...student });
    go();
    await reading;
    expect(await course.people()).toMatchObject([{ name: 'Late', isMissing: false }, {}]);
  });
});

describe('taking over a roster', () => {
  it('takes as many statements for two thousand people as for two, at most 20', async () => {
    const course = await tool.course({ members: [teacher, ...students(2)] });
    /** From the end of the last answer of the platform on. */
    const statements = async () => {
      watching.take();
      await course.read();
      const all = watching.take();
      return all.slice(all.findLastIndex((one) => one.startsWith('select pg_advisory_xact_lock')) - 2);
    };
    const few = await statements();
    course.server.serve({ members: [teacher, ...students(2_000)], pageSize: 500 });
    const many = await statements();
    expect(few.length).toBeLessThanOrEqual(20);
    expect(many.length).toBeLessThanOrEqual(20);
    expect(await course.people()).toHaveLength(2_001);
  }, 120_000);

  it('joins nobody by an address, and knows a person in every course of the organization [NRPS-11]', async () => {
    const course = await tool.course({ members: [teacher, learner('1', { email: 'ada@lms.example', name: 'Ada' })] });
    const other = await course.enter({ sub: '2', name: 'Other', email: 'ada@lms.example' });
    await course.read();
    expect(other.user.email).toBe('ada@lms.example');
    expect(await course.people()).toMatchObject([{ name: 'Ada', subject: '1' }, { name: 'Other', subject: '2' }, {}]);
    await course.enter({ sub: '1', name: 'Ada', [names.context]: { id: 'second', title: 'Second' } });
    const users = await tool.rows.rows(`select id from "user" where organization_id = $1`, [course.organizationId]);
    expect(users).toHaveLength(3);
  });

  it('takes names where the LMS gives them, and something to say where it does not [EDX-10, NRPS-03]', async () => {
    const nameless = { user_id: 'abcdef-123456', roles: ['Learner'] };
    const parts = { user_id: 'p', roles: ['Learner'], given_name: 'Sofía', family_name: 'Ünïcode' };
    const course = await tool.course({ members: [teacher, nameless, parts] });
    await course.read();
    const named = (await course.people()).map(({ name }) => name);
    expect(named).toEqual(expect.arrayContaining(['User 123456', 'Sofía Ünïcode']));
    course.server.serve({ members: [teacher, { ...nameless, name: 'Nora Neu' }, { ...parts, given_name: null }] });
    await course.read();
    expect((await course.people()).map(({ name }) => name)).toEqual(expect.arrayContaining(['Nora Neu', 'Ünïcode']));
  });
});
