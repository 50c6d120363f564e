import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { scopeIn } from '../../support/app.ts';
import { claimNames as names, roles, type Claims } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { aProblem } from '../../support/problem-factories.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const assignmentsOf = (organizationId: string) =>
  tool.rows.rows(
    `select a.id, a.title, a.lti_resource_link_id as link, a.course_id as course, ap.problem_id as problem, ap.version_id as version,
      ap.points::float8 as points from assignment a join assignment_problem ap on ap.assignment_id = a.id
     where a.organization_id = $1 order by a.created_at`,
    [organizationId],
  );

/** A place whose organization has one published problem, and the claims of a launch of a link that was chosen for it. */
async function openPlace() {
  const place = await tool.place();
  const scope = await scopeIn(tool.app, place.organizationId);
  const problem = await aProblem(scope, { title: 'Two sum' });
  const chosen = (given: Claims = {}, item = `assignments.${problem.id}`): Claims => ({
    [names.resourceLink]: { id: 'link-1', title: 'Week 3' },
    [names.custom]: { item },
    [names.roles]: [roles.learner],
    ...given,
  });
  return { ...place, scope, problem, chosen };
}

const pathOf = ({ location }: { readonly location: string | null }) => location!.split('?')[0];

describe('the first launch of a link that was chosen for a problem', () => {
  it('makes its assignment, with the version that is published then, and leads there [B-07][E-02]', async () => {
    const { launch, chosen, organizationId, problem } = await openPlace();
    const { answer } = await tool.admits(() => launch({ claims: chosen() }));
    const assignments = await assignmentsOf(organizationId);
    expect(assignments).toMatchObject([
      { title: 'Week 3', problem: problem.id, version: problem.versionId, points: 100 },
    ]);
    expect(answer.location).toMatch(new RegExp(`^/assignments/${String(assignments[0]!.id)}\\?`));
  });

  it('makes one, whoever launches after it, and takes over how the LMS calls it', async () => {
    const { launch, chosen, organizationId } = await openPlace();
    await tool.admits(() => launch({ claims: chosen() }));
    await tool.admits(() => launch({ claims: chosen({ [names.roles]: [roles.instructor] }) }));
    const renamed = { [names.resourceLink]: { id: 'link-1', title: 'Week 4' } };
    await tool.admits(() => launch({ claims: chosen(renamed) }));
    expect(await assignmentsOf(organizationId)).toMatchObject([{ title: 'Week 4' }]);
  });

  it('at the same instant as another makes one for both, and both arrive', async () => {
    const { launch, chosen, organizationId } = await openPlace();
    const claims = () => chosen({ sub: randomUUID() });
    const answers = await Promise.all([
      launch({ claims: claims() }),
      launch({ claims: claims() }),
      launch({ claims: claims() }),
    ]);
    const [assignment, ...others] = await assignmentsOf(organizationId);
    expect(others).toEqual([]);
    for (const { status, location } of answers)
      expect({ status, location }).toEqual({ status: 303, location: expect.stringContaining(String(assignment!.id)) });
  });

  it('in a copied course finds the problem again, in an assignment of its own [B-03]', async () => {
    const { launch, chosen, organizationId, problem } = await openPlace();
    await tool.admits(() => launch({ claims: chosen() }));
    const copy = {
      [names.context]: { id: 'copy', title: 'Copy' },
      [names.resourceLink]: { id: 'link-2', title: 'Week 3' },
    };
    await tool.admits(() => launch({ claims: chosen(copy) }));
    const [first, second] = await assignmentsOf(organizationId);
    expect([first!.problem, second!.problem]).toEqual([problem.id, problem.id]);
    expect(first!.course).not.toBe(second!.course);
  });

  it('that was chosen anew for something else leads to that, and leaves the work at the former', async () => {
    const { launch, chosen, organizationId, scope } = await openPlace();
    await tool.admits(() => launch({ claims: chosen() }));
    const other = await aProblem(scope, { title: 'Other' });
    const { answer } = await tool.admits(() => launch({ claims: chosen({}, `assignments.${other.id}`) }));
    const [former, now] = await assignmentsOf(organizationId);
    expect(former).toMatchObject({ link: null });
    expect(now).toMatchObject({ problem: other.id });
    expect(answer.location).toContain(String(now!.id));
  });

  it('that says something that is not there any more leads where it led before', async () => {
    const { launch, chosen, organizationId } = await openPlace();
    const { answer } = await tool.admits(() => launch({ claims: chosen() }));
    const again = await tool.admits(() => launch({ claims: chosen({}, `assignments.${randomUUID()}`) }));
    expect(pathOf(again.answer)).toBe(pathOf(answer));
    expect(await assignmentsOf(organizationId)).toHaveLength(1);
  });

  it.each([
    ['nothing', undefined],
    ['a problem that is none', { item: 'assignments.7' }],
    ['a problem that is nowhere', { item: `assignments.${randomUUID()}` }],
    ['something of another plugin', { item: 'courses.home' }],
  ])('for %s leads to no assignment', async (_name, custom) => {
    const { launch, chosen, organizationId } = await openPlace();
    const { answer } = await tool.admits(() => launch({ claims: chosen({ [names.custom]: custom }) }));
    expect(answer.location).toMatch(/^\/courses\//);
    expect(await assignmentsOf(organizationId)).toEqual([]);
  });

  it('finds no problem of another school, whatever its LMS sends', async () => {
    const theirs = await openPlace();
    const { launch, chosen, organizationId } = await openPlace();
    const foreign = chosen({}, `assignments.${theirs.problem.id}`);
    const { answer } = await tool.admits(() => launch({ claims: foreign }));
    expect(answer.location).toMatch(/^\/courses\//);
    expect(await assignmentsOf(organizationId)).toEqual([]);
  });
});
