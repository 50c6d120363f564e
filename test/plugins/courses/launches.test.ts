import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createOrganization } from '#src/people/create-organization.ts';
import { anInstallationScope } from '../../support/app.ts';
import { claimNames as names, roles, type Claims } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const coursesOf = (organizationId: string) =>
  tool.rows.rows(
    `select c.*, x.context_id from course c left join lti_context x on x.id = c.lti_context_id
     where c.organization_id = $1 order by x.context_id`,
    [organizationId],
  );
const enrollmentsOf = (organizationId: string) =>
  tool.rows.rows(
    `select c.title, u.name, e.role, e.is_test_user as "isTestUser" from enrollment e
     join course c on c.id = e.course_id join "user" u on u.id = e.user_id
     where e.organization_id = $1 order by c.title, u.name`,
    [organizationId],
  );

const inCourse = (id: string, title: string, ...given: readonly string[]): Claims => ({
  [names.context]: { id, title },
  [names.resourceLink]: { id: `link of ${id}` },
  [names.roles]: given,
});

describe('a launch', () => {
  it('makes a course that knows its place in the LMS, in the time zone of the organization [B-09]', async () => {
    const form = { slug: `org-${randomUUID().slice(0, 13)}`, name: 'Berlin', timeZone: 'Europe/Berlin' };
    const { id: organizationId } = await createOrganization(anInstallationScope(tool.app), form);
    const { launch, platform } = await tool.place({ organizationId });
    await tool.admits(() => launch());
    const [course, ...others] = await coursesOf(organizationId);
    expect(others).toEqual([]);
    expect(course).toMatchObject({ title: 'Programming', label: 'CS 1', time_zone: 'Europe/Berlin' });
    const [place] = await tool.rows.rows(
      `select x.context_id, d.deployment_id, p.issuer from lti_context x join lti_deployment d on d.id = x.deployment_id
       join lti_registration r on r.id = d.registration_id join lti_platform p on p.id = r.platform_id where x.id = $1`,
      [course!.lti_context_id],
    );
    expect(place).toEqual({
      context_id: 'course-1',
      deployment_id: platform.deploymentId,
      issuer: platform.issuer,
    });
  });

  it.each([
    [[roles.instructor], 'instructor'],
    [[roles.teachingAssistant], 'teachingAssistant'],
    [[roles.learner], 'learner'],
    [[roles.institutionInstructor], 'none'],
    [[], 'none'],
  ])('with the roles %j enrolls the person, known by the id of the LMS, as %s [B-09]', async (given, role) => {
    const { launch, organizationId } = await tool.place();
    const sub = randomUUID();
    const { user } = await tool.admits(() => launch({ claims: { sub, [names.roles]: given } }));
    const rows = await tool.rows.rows(
      `select e.role, i.subject from enrollment e join identity i on i.user_id = e.user_id where e.organization_id = $1`,
      [organizationId],
    );
    expect(rows).toEqual([{ role, subject: sub }]);
    expect(user.roles).toEqual(['learner']);
  });

  it('of a test user enrolls a test user [CORE-12]', async () => {
    const { launch, organizationId } = await tool.place();
    const who = (name: string, ...given: readonly string[]) => ({ claims: { name, [names.roles]: given } });
    await tool.admits(() => launch(who('Ada', roles.learner)));
    await tool.admits(() => launch(who('Test', roles.learner, roles.testUser)));
    expect(await enrollmentsOf(organizationId)).toMatchObject([
      { name: 'Ada', isTestUser: false },
      { name: 'Test', role: 'learner', isTestUser: true },
    ]);
  });

  it('from another course enrolls the same person there, in the role that they have there [CORE-22]', async () => {
    const { launch, organizationId } = await tool.place();
    const sub = randomUUID();
    await tool.admits(() => launch({ claims: { sub, ...inCourse('a', 'Algebra', roles.instructor) } }));
    await tool.admits(() => launch({ claims: { sub, ...inCourse('b', 'Biology', roles.learner) } }));
    expect(await enrollmentsOf(organizationId)).toMatchObject([
      { title: 'Algebra', role: 'instructor' },
      { title: 'Biology', role: 'learner' },
    ]);
  });

  it('brings the role and the names up to date, and never overwrites what is left out', async () => {
    const { launch, organizationId } = await tool.place();
    const sub = randomUUID();
    const said = (context: object, role: string) => ({
      claims: { sub, [names.context]: { id: 'c', ...context }, [names.roles]: [role] },
    });
    await tool.admits(() => launch(said({ title: 'Old', label: 'O 1' }, roles.learner)));
    await tool.admits(() => launch(said({ title: 'New' }, roles.teachingAssistant)));
    await tool.admits(() => launch(said({ title: ' ' }, roles.teachingAssistant)));
    expect(await coursesOf(organizationId)).toMatchObject([{ title: 'New', label: 'O 1' }]);
    expect(await enrollmentsOf(organizationId)).toMatchObject([{ role: 'teachingAssistant' }]);
  });

  it('outside every course makes a stub for its link, with the title of the link [CERT-I09]', async () => {
    const { launch, organizationId } = await tool.place();
    const at = (id: string, title: string) => ({
      claims: { [names.context]: undefined, [names.resourceLink]: { id, title } },
    });
    await tool.admits(() => launch(at('one', 'Fizz')));
    await tool.admits(() => launch(at('one', 'Fizz buzz')));
    await tool.admits(() => launch(at('two', 'Two')));
    const courses = await coursesOf(organizationId);
    expect(courses.map(({ title }) => String(title)).toSorted()).toEqual(['Fizz buzz', 'Two']);
    expect(courses).toMatchObject([{ lti_context_id: null }, { lti_context_id: null }]);
    expect(await enrollmentsOf(organizationId)).toMatchObject([
      { title: 'Fizz buzz', role: 'instructor' },
      { title: 'Fizz buzz', role: 'instructor' },
      { title: 'Two', role: 'instructor' },
    ]);
  });

  it('that chooses content outside every course makes none, and leads elsewhere', async () => {
    const { launch, organizationId } = await tool.place();
    const deepLinking = {
      [names.messageType]: 'LtiDeepLinkingRequest',
      [names.deepLinkingSettings]: {
        deep_link_return_url: 'https://lms.example/back',
        accept_types: ['ltiResourceLink'],
        accept_presentation_document_targets: ['iframe'],
      },
      [names.resourceLink]: undefined,
    };
    const { answer } = await tool.admits(() => launch({ claims: { ...deepLinking, [names.context]: undefined } }));
    expect(answer.location).not.toMatch(/^\/courses/);
    expect(await coursesOf(organizationId)).toEqual([]);
    const inside = await tool.admits(() => launch({ claims: deepLinking }));
    expect(inside.answer.location).not.toMatch(/^\/courses/);
    expect(await coursesOf(organizationId)).toMatchObject([{ title: 'Programming' }]);
  });

  it('at the same instant as another into a new course makes one course for both', async () => {
    const { launch, organizationId } = await tool.place();
    const answers = await Promise.all([launch(), launch()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await coursesOf(organizationId)).toHaveLength(1);
    expect(await enrollmentsOf(organizationId)).toHaveLength(2);
  });
});
