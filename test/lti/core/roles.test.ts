import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { courseRoleOf, type CourseRole } from '#lti';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const membership = (name: string) => `http://purl.imsglobal.org/vocab/lis/v2/membership${name}`;
const institution = (name: string) => `http://purl.imsglobal.org/vocab/lis/v2/institution/person#${name}`;

describe('roles', () => {
  it.each<[string, readonly string[], CourseRole]>([
    ['Instructor', [roles.instructor], 'instructor'],
    ['the short Instructor', ['Instructor'], 'instructor'],
    ['Administrator of the course', [membership('#Administrator')], 'instructor'],
    ['Learner', [roles.learner], 'learner'],
    ['the short Learner', ['Learner'], 'learner'],
    ['TeachingAssistant below Instructor', [roles.teachingAssistant], 'teachingAssistant'],
    ['TeachingAssistant beside Learner', [roles.learner, roles.teachingAssistant], 'teachingAssistant'],
    ['Instructor below Learner', [roles.learnerInstructor], 'learner'],
    ['NonCreditLearner below Learner', [roles.nonCreditLearner], 'learner'],
    ['Instructor below another name', [membership('/Mentor#Instructor')], 'none'],
    ['another vocabulary', ['https://example.org/membership#Instructor'], 'none'],
    ['a host with another sign in its name', [roles.instructor.replace('purl.', 'purl-')], 'none'],
    ['a longer word', [membership('#InstructorInWaiting')], 'none'],
    ['a sentence that ends in it', [`not ${roles.instructor}`], 'none'],
    ['another case', [roles.instructor.toUpperCase()], 'none'],
    ['names that every object has', ['constructor', '__proto__', membership('#constructor')], 'none'],
    ['both', [roles.learner, roles.instructor], 'instructor'],
    ['nothing', [], 'none'],
  ])('%s is read as a whole [CORE-10]', (_name, given, expected) => {
    expect(courseRoleOf(given)).toBe(expected);
  });

  it.each<[string, readonly string[], CourseRole]>([
    ['Instructor of the institution', [institution('Instructor')], 'none'],
    ['Administrator of the institution', [institution('Administrator'), roles.learner], 'learner'],
    ['Administrator of the system', [roles.systemAdministrator, roles.learner], 'learner'],
    ['Faculty', [institution('Faculty'), institution('Staff')], 'none'],
  ])('%s says nothing about the course [CORE-11]', async (_name, given, expected) => {
    expect(courseRoleOf(given)).toBe(expected);
    const { launch } = await tool.place();
    const { membership: row } = await tool.admits(() => launch({ claims: { [names.roles]: given } }));
    expect(row!.roles).toEqual(given);
  });

  it('the test user of a platform is marked as one [CORE-12]', async () => {
    const { launch } = await tool.place();
    const real = await tool.admits(() => launch({ claims: { [names.roles]: [roles.learner] } }));
    const test = await tool.admits(() => launch({ claims: { [names.roles]: [roles.learner, roles.testUser] } }));
    expect(real.membership).toMatchObject({ is_test_user: false });
    expect(test.membership).toMatchObject({ is_test_user: true });
  });

  it('instructor of one course and learner of another: two memberships of one person [CORE-22]', async () => {
    const { launch } = await tool.place();
    const sub = randomUUID();
    const course = (contextId: string, role: string) => ({
      claims: {
        sub,
        [names.roles]: [role],
        [names.context]: { id: contextId },
        [names.resourceLink]: { id: contextId },
      },
    });
    const { user } = await tool.admits(() => launch(course('a', roles.instructor)));
    await tool.admits(() => launch(course('b', roles.learner)));
    const rows = await tool.rows.rows(
      `select c.context_id, m.roles from lti_membership m join lti_context c on c.id = m.context_id
       where m.user_id = $1 order by 1`,
      [user.id],
    );
    expect(rows).toEqual([
      { context_id: 'a', roles: [roles.instructor] },
      { context_id: 'b', roles: [roles.learner] },
    ]);
  });
});
