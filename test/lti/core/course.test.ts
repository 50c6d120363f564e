import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const contextOf = async (organizationId: string) =>
  (await tool.rows.rows('select * from lti_context where organization_id = $1', [organizationId]))[0];
const linkOf = async (organizationId: string) =>
  (await tool.rows.rows('select * from lti_resource_link where organization_id = $1', [organizationId]))[0];

describe('the course of a launch', () => {
  it.each<[string, unknown, object]>([
    ['everything', { id: 'c', label: 'CS 1', title: 'Programming', type: ['CourseSection'] }, { title: 'Programming' }],
    [
      'a type as a URI',
      { id: 'c', type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'] },
      { types: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'] },
    ],
    ['a type as a short word', { id: 'c', type: ['CourseSection'] }, { types: ['CourseSection'] }],
    ['an id alone', { id: 'c' }, { context_id: 'c', title: null, label: null }],
  ])('may say %s [CORE-08]', async (_name, context, expected) => {
    const { launch, organizationId } = await tool.place();
    await tool.admits(() => launch({ claims: { [names.context]: context } }));
    expect(await contextOf(organizationId)).toMatchObject(expected);
  });

  it('may be absent [CORE-08]', async () => {
    const { launch, organizationId } = await tool.place();
    const { membership } = await tool.admits(() => launch({ claims: { [names.context]: undefined } }));
    expect(membership).toBeNull();
    expect(await contextOf(organizationId)).toBeUndefined();
    expect(await linkOf(organizationId)).toMatchObject({ context_id: null, title: 'Fizz buzz' });
  });

  it('and its people and links have the names of the last launch that said any [CORE-09]', async () => {
    const { launch, organizationId } = await tool.place();
    const sub = randomUUID();
    const said = (course: unknown, link: unknown, person: object) => ({
      claims: { sub, [names.context]: course, [names.resourceLink]: link, ...person },
    });
    const { user } = await tool.admits(() =>
      launch(said({ id: 'c', title: 'Old' }, { id: 'l', title: 'Old link' }, {})),
    );
    await tool.admits(() =>
      launch(said({ id: 'c', title: 'New' }, { id: 'l', title: 'New link' }, { name: 'Ada King' })),
    );
    const nameless = { name: undefined, given_name: undefined, family_name: undefined };
    const last = await tool.admits(() => launch(said({ id: 'c' }, { id: 'l', title: '' }, nameless)));
    expect(last.user).toMatchObject({ id: user.id, name: 'Ada King' });
    expect(await contextOf(organizationId)).toMatchObject({ title: 'New' });
    expect(await linkOf(organizationId)).toMatchObject({ title: 'New link' });
  });

  it('has the ids of the student system beside its own [CORE-17]', async () => {
    const { launch, organizationId } = await tool.place();
    const lis = {
      person_sourcedid: 'STU-1001',
      course_offering_sourcedid: 'SIS-CS1',
      course_section_sourcedid: 'SIS-CS1-A',
    };
    const { membership } = await tool.admits(() => launch({ claims: { [names.lis]: lis } }));
    expect(membership).toMatchObject({ person_sourced_id: 'STU-1001' });
    expect(await contextOf(organizationId)).toMatchObject({
      course_offering_sourced_id: 'SIS-CS1',
      course_section_sourced_id: 'SIS-CS1-A',
    });
  });

  it('comes from a product that says its name, version and site [CORE-16]', async () => {
    const { launch, registrationId } = await tool.place();
    const platform = { guid: 'site-7', name: 'The LMS', product_family_code: 'sakai', version: '23' };
    await tool.admits(() => launch({ claims: { [names.toolPlatform]: platform } }));
    const [row] = await tool.rows.rows('select * from lti_deployment where registration_id = $1', [registrationId]);
    expect(row).toMatchObject({
      platform_guid: 'site-7',
      platform_name: 'The LMS',
      product_family: 'sakai',
      platform_version: '23',
    });
  });

  it.each<[string, unknown, object]>([
    ['null', { linkid: null, item: 'a' }, { item: 'a' }],
    ['numbers and truths', { item: 7, on: true }, { item: '7', on: 'true' }],
    ['variables that nobody replaced', { item: '$ResourceLink.id', due: '$ResourceLink.submission.endDateTime' }, {}],
    ['objects and lists', { item: { a: 1 }, list: ['a'], text: 'b' }, { text: 'b' }],
    ['no object at all', 'item=a', {}],
    ['nothing', null, {}],
  ])('takes custom values that are %s [CORE-18]', async (_name, custom, expected) => {
    const { launch, organizationId } = await tool.place();
    await tool.admits(() => launch({ claims: { [names.custom]: custom } }));
    expect((await linkOf(organizationId))!.custom).toEqual(expected);
  });

  it.each([
    ['an instructor learns that nothing is chosen yet', roles.instructor, /Choose the first problem/],
    ['a learner learns that it is not set up yet', roles.learner, /not set up yet/i],
  ])('at a link without content: %s [CORE-21]', async (_name, role, words) => {
    const { launch } = await tool.place();
    const { answer, token } = await tool.admits(() => launch({ claims: { [names.roles]: [role] } }));
    const { words: shown, status } = await tool.follow({ token, answer });
    expect(status).toBe(200);
    expect(shown).toMatch(words);
  });
});
