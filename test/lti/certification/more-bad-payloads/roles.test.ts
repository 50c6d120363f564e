import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names, roles } from '../../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const learnerAmong = (many: number) => [
  ...Array.from({ length: many - 1 }, (_, index) => `https://lms.example/roles#${index}`),
  roles.learner,
];

describe('roles [CERT-X11]', () => {
  it.each<[string, unknown, string]>([
    ['a text', roles.instructor, 'claims-wrong'],
    ['an object', { 0: roles.instructor }, 'claims-wrong'],
    ['a number', 1, 'claims-wrong'],
    ['null', null, 'claims-missing'],
    ['a list of five hundred and one', learnerAmong(501), 'claims-wrong'],
  ])('as %s are refused', async (_name, given, reason) => {
    const { launch } = await tool.place();
    await tool.refuses(() => launch({ claims: { [names.roles]: given } }), { reason });
  });

  it('that are no texts are left out, and the others count', async () => {
    const { launch } = await tool.place();
    const given = [null, 7, { role: roles.instructor }, [roles.instructor], roles.learner];
    const { membership } = await tool.admits(() => launch({ claims: { [names.roles]: given } }));
    expect(membership!.roles).toEqual([roles.learner]);
  });

  it('in a list of five hundred are read to the last', async () => {
    const { launch } = await tool.place();
    const { membership } = await tool.admits(() => launch({ claims: { [names.roles]: learnerAmong(500) } }));
    expect((membership!.roles as string[]).at(-1)).toBe(roles.learner);
  });
});
