import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names, roles } from '../../../support/lti/claim-names.ts';
import { expectReadable, recordOf } from '../../../support/lti/expect-refusal.ts';
import { openLaunches, type Launches } from '../../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const of = (deploymentId: unknown, role: string) => ({
  claims: { [names.deploymentId]: deploymentId, [names.roles]: [role] },
  login: { lti_deployment_id: undefined },
});

describe('deployments [CERT-X10]', () => {
  it.each([
    ['an instructor learns that it waits', roles.instructor],
    ['a learner learns no more than that', roles.learner],
  ])('one that nobody has assigned waits for an operator: %s', async (_name, role) => {
    const { launch, registrationId } = await tool.place({ isDeployed: false });
    const before = await tool.rows.sessions();
    const answer = await launch(of('unheard-of', role));
    expect({ status: answer.status, reason: answer.reason }).toEqual({ status: 403, reason: 'deployment-pending' });
    expectReadable(answer);
    expect(await recordOf(tool.rows, answer)).toMatchObject({ outcome: 'waiting', organization_id: null });
    expect(await tool.rows.sessions()).toBe(before);
    const statement = 'select deployment_id from lti_pending_deployment where registration_id = $1';
    expect(await tool.rows.rows(statement, [registrationId])).toEqual([{ deployment_id: 'unheard-of' }]);
  });

  it('one beside an active one is not taken for it', async () => {
    const { launch, platform } = await tool.place();
    await tool.admits(() => launch());
    for (const other of ['2', ` ${platform.deploymentId}`, '01']) {
      const answer = await launch(of(other, roles.instructor));
      expect({ other, reason: answer.reason }).toEqual({ other, reason: 'deployment-pending' });
    }
  });

  it('one that was suspended is refused', async () => {
    const { launch, registrationId } = await tool.place();
    await tool.rows.rows(`update lti_deployment set status = 'suspended' where registration_id = $1`, [registrationId]);
    await tool.refuses(() => launch(), { reason: 'deployment-suspended', status: 403 });
  });

  it.each([
    ['256 characters', 'd'.repeat(256), 'claims-wrong'],
    ['a number', 1, 'claims-wrong'],
    ['no letter', '', 'claims-wrong'],
  ])('one of %s is refused', async (_name, deploymentId, reason) => {
    const { launch } = await tool.place();
    await tool.refuses(() => launch(of(deploymentId, roles.instructor)), { reason });
  });

  it('one of 255 characters is as good as any', async () => {
    const { launch } = await tool.place({ deploymentId: 'd'.repeat(255) });
    await tool.admits(() => launch());
  });
});
