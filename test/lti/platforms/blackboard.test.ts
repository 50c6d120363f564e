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

describe('Blackboard', () => {
  it('is one issuer and one application for all sites; each site is a deployment [BB-01]', async () => {
    const application = await tool.place({ issuer: 'https://blackboard.com', deploymentId: randomUUID() });
    const otherSite = randomUUID();
    const organizationId = (await anOrganization(tool.app)).id;
    await application.deploy(organizationId, otherSite);
    const here = await tool.admits(() => application.launch());
    const there = await tool.admits(() =>
      application.launch({
        claims: { [names.deploymentId]: otherSite },
        login: { lti_deployment_id: otherSite },
      }),
    );
    expect([here.session.organization_id, there.session.organization_id]).toEqual([
      application.organizationId,
      organizationId,
    ]);
  });

  it('of a site that nobody assigned waits [BB-01]', async () => {
    const application = await tool.place({ issuer: 'https://blackboard.com', deploymentId: randomUUID() });
    const answer = await application.launch({ claims: { [names.deploymentId]: randomUUID() } });
    expect(answer.reason).toBe('deployment-pending');
  });
});
