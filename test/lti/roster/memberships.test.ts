import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Scope } from '#src/scope/scope.ts';
import { readMemberships, type MembershipsRead } from '../../../lti/advantage/memberships.ts';
import { learner, openRosters, teacher, type RosterCourse, type Rosters } from '../../support/lti/open-rosters.ts';

let tool: Rosters;
let course: RosterCourse;
let scope: Scope;
const reachable = [learner('1', { message: [message({ due: '2030-01-01', n: 7 })] })];
beforeAll(async () => {
  tool = await openRosters();
  course = await tool.course({ members: [teacher, learner('1'), learner('2')], links: { 'link-1': reachable } });
  scope = await course.scope();
}, 120_000);
afterAll(() => tool.close());

function message(custom: object) {
  return {
    'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiResourceLinkRequest',
    'https://purl.imsglobal.org/spec/lti/claim/custom': custom,
  };
}

const read = (more: Partial<MembershipsRead> = {}) =>
  readMemberships(scope, course.registrationId, { url: course.server.membershipsUrl, ...more });
const idsOf = ({ members }: Awaited<ReturnType<typeof read>>) => members.map(({ userId }) => userId);
/** What was asked of the memberships, without the token. */
const queries = () => course.server.take('/memberships').map(({ url }) => url.search);

describe('memberships', () => {
  it('are asked for by role and in pages, beside the query that the address has [NRPS-05, NRPS-06]', async () => {
    course.server.take();
    const role = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
    expect(idsOf(await read({ role, limit: 50 }))).toEqual([]);
    expect(idsOf(await read({ role: 'Learner', limit: 1 }))).toEqual(['1', '2']);
    expect(queries()).toEqual([
      `?type=7&limit=50&role=${encodeURIComponent(role)}`,
      '?type=7&limit=1&role=Learner',
      '?type=7&limit=1&role=Learner&page=1',
    ]);
  });

  it('of a link are those who can reach it, with what it says to each [NRPS-09]', async () => {
    const found = await read({ resourceLinkId: 'link-1' });
    expect(found).toMatchObject({ isOfLink: true, members: [{ userId: '1', custom: { due: '2030-01-01' } }] });
  });

  it('are those of the course where the platform refuses a link [NRPS-09]', async () => {
    course.server.take();
    const found = await read({ resourceLinkId: 'another' });
    expect(found).toMatchObject({ isOfLink: false, incomplete: null });
    expect(idsOf(found)).toEqual(['teacher', '1', '2']);
    expect(queries()).toEqual(['?type=7&rlid=another', '?type=7']);
  });

  it.each([
    ['too many pages', { maxPages: 2 }, 'tooManyPages'],
    ['too long a time', { withinMs: -1 }, 'tooSlow'],
  ] as const)('that are not read to the end for %s say so [NRPS-07]', async (_name, bounds, incomplete) => {
    expect(await read({ limit: 1, ...bounds })).toMatchObject({ incomplete });
  });

  it('have statuses, and short roles or whole ones; what cannot be read spoils nothing [NRPS-04, NRPS-10]', async () => {
    const odd = [
      learner('a', { status: 'Inactive' }),
      learner('d', { status: 'Deleted' }),
      { user_id: 'none', roles: ['Learner'] },
      { user_id: 7, roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner', null] },
      { roles: ['Learner'] },
      null,
      { user_id: 'zero\0', roles: [] },
    ];
    const other = await tool.course({ members: odd as never });
    const { members } = await readMemberships(await other.scope(), other.registrationId, {
      url: other.server.membershipsUrl,
    });
    expect(members.map(({ userId, isActive }) => [userId, isActive])).toEqual([
      ['a', false],
      ['d', false],
      ['none', true],
      ['7', true],
    ]);
  });

  it('that stand on two pages are one member, active where one of them is [NRPS-12]', async () => {
    const twice = [learner('1', { status: 'Inactive' }), learner('1', { roles: ['Instructor'] }), learner('1')];
    const other = await tool.course({ members: twice, pageSize: 1 });
    const { members, pages } = await readMemberships(await other.scope(), other.registrationId, {
      url: other.server.membershipsUrl,
    });
    expect(pages).toBe(3);
    expect(members).toMatchObject([{ userId: '1', isActive: true, roles: ['Instructor', 'Learner'] }]);
  });
});

describe('what a real Moodle answered', () => {
  const recorded = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../fixtures/moodle/memberships.json'), 'utf8'),
  ) as Record<'plain' | 'link', { members: ReturnType<typeof learner>[] }>;

  it('brings its course with short roles, and everybody who can use a link [MOO-15, NRPS-10]', async () => {
    const { plain, link } = recorded;
    const moodle = await tool.course({ members: [...plain.members, teacher], links: { 1: link.members } });
    await moodle.read();
    expect(await moodle.people()).toMatchObject([
      { name: 'Sam Student', role: 'learner', subject: '4' },
      { name: 'Sofía Ünïcode', role: 'learner', subject: '5' },
      { name: 'Tessa Teacher', role: 'instructor', subject: '3' },
      { name: 'Tessa Teacher', role: 'instructor', subject: 'teacher' },
    ]);
    const found = await readMemberships(await moodle.scope(), moodle.registrationId, {
      url: moodle.server.membershipsUrl,
      resourceLinkId: '1',
    });
    expect(found).toMatchObject({
      isOfLink: true,
      members: [{ userId: '4', custom: {} }, { userId: '3' }, { userId: '5' }],
    });
  });
});
