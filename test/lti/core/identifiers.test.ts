import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { anOrganization } from '../../support/app.ts';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const atDeployment = (id: string) => ({
  claims: { [names.deploymentId]: id },
  login: { lti_deployment_id: id },
});
const id = 'x'.repeat(255);

describe('identifiers', () => {
  it('one client at many schools: the deployment says which organization [CORE-03]', async () => {
    const place = await tool.place();
    const other = (await anOrganization(tool.app)).id;
    await place.deploy(other, '2');
    const sub = randomUUID();
    const here = await tool.admits(() => place.launch({ claims: { sub } }));
    const there = await tool.admits(() =>
      place.launch({ ...atDeployment('2'), claims: { sub, ...atDeployment('2').claims } }),
    );
    expect([here.session.organization_id, there.session.organization_id]).toEqual([place.organizationId, other]);
    expect(there.user.id).not.toBe(here.user.id);
  });

  it('the same ids of a deployment, a course and a link at two platforms do not meet [CORE-04]', async () => {
    const one = await tool.place();
    const other = await tool.place({ organizationId: one.organizationId });
    await tool.admits(() => one.launch());
    await tool.admits(() => other.launch());
    const count = async (table: string) =>
      (await tool.rows.rows(`select id from ${table} where organization_id = $1`, [one.organizationId])).length;
    expect(await Promise.all(['lti_deployment', 'lti_context', 'lti_resource_link'].map(count))).toEqual([2, 2, 2]);
  });

  it('the same ids of a course and a link in two deployments do not meet [CORE-04]', async () => {
    const place = await tool.place();
    await place.deploy(place.organizationId, '2');
    await tool.admits(() => place.launch());
    await tool.admits(() => place.launch(atDeployment('2')));
    const count = async (table: string) =>
      (await tool.rows.rows(`select id from ${table} where organization_id = $1`, [place.organizationId])).length;
    expect(await Promise.all(['lti_context', 'lti_resource_link'].map(count))).toEqual([2, 2]);
  });

  it('a sub is one person in every registration of an issuer, inside an organization [CORE-05]', async () => {
    const one = await tool.place();
    const { issuer } = one.platform;
    const sub = randomUUID();
    const second = await tool.place({ issuer, organizationId: one.organizationId });
    const elsewhere = await tool.place({ issuer });
    const [first, again, other] = [
      await tool.admits(() => one.launch({ claims: { sub } })),
      await tool.admits(() => second.launch({ claims: { sub } })),
      await tool.admits(() => elsewhere.launch({ claims: { sub } })),
    ];
    expect(again.user.id).toBe(first.user.id);
    expect(other.user.id).not.toBe(first.user.id);
  });

  it.each([
    ['sub', (value: unknown) => ({ sub: value })],
    ['context.id', (value: unknown) => ({ [names.context]: { id: value } })],
    ['resource_link.id', (value: unknown) => ({ [names.resourceLink]: { id: value } })],
  ])('%s has 255 characters at most [CORE-06]', async (_name, claims) => {
    const { launch } = await tool.place();
    await tool.admits(() => launch({ claims: claims(id) }));
    for (const wrong of [`${id}x`, 17, ['a'], {}, true])
      await tool.refuses(() => launch({ claims: claims(wrong) }), { reason: 'claims-wrong' });
  });

  it('are compared letter by letter [CORE-06]', async () => {
    const { launch, organizationId } = await tool.place();
    const tail = randomUUID();
    const people = [];
    for (const name of ['a', 'A', ' a', 'a '])
      people.push(
        await tool.admits(() =>
          launch({ claims: { sub: name + tail, [names.context]: { id: name }, [names.resourceLink]: { id: name } } }),
        ),
      );
    expect(new Set(people.map(({ user }) => user.id)).size).toBe(4);
    const contexts = await tool.rows.rows('select context_id from lti_context where organization_id = $1', [
      organizationId,
    ]);
    expect(contexts.map(({ context_id: name }) => String(name)).toSorted()).toEqual([' a', 'A', 'a', 'a ']);
  });
});
