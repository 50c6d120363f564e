import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrganization } from '../../support/app.ts';
import { openLaunches, publicUrl, type Launches } from '../../support/lti/open-launches.ts';
import { aVisitor } from '../../support/lti/visitor.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const aKeeper = async (organizationId?: string) =>
  aVisitor(tool, organizationId ?? (await anOrganization(tool.app)).id, ['admin']);

describe('/admin/lms', () => {
  it('is there for owners and administrators, and says what to do first', async () => {
    const { id } = await anOrganization(tool.app);
    for (const role of ['owner', 'admin'] as const) {
      const { status, text } = await (await aVisitor(tool, id, [role])).look('/admin/lms');
      expect(status).toBe(200);
      expect(text).toContain('First make a registration link');
    }
    for (const role of ['instructor', 'learner'] as const)
      expect((await (await aVisitor(tool, id, [role])).look('/admin/lms')).status).toBe(404);
  });

  it('lists what is connected with its last launch, and nothing of another organization', async () => {
    const place = await tool.place({ productFamily: 'moodle' });
    await tool.admits(() => place.launch());
    const mine = await (await aKeeper(place.organizationId)).ask('/admin/lms');
    const { issuer, clientId, deploymentId } = place.platform;
    const shown = { issuer, clientId, deploymentId, lms: 'Moodle', status: 'active' };
    expect(mine.data.platforms).toMatchObject([{ ...shown, lastLaunchAt: expect.stringMatching(/^20/) }]);
    const other = await aKeeper();
    expect((await other.ask('/admin/lms')).data.platforms).toEqual([]);
    expect((await other.look(`/admin/lms/deployments/${mine.data.platforms[0]!.deployment}`)).status).toBe(404);
  });
});

describe('a deployment', () => {
  it('is switched off and on again, and its launches with it', async () => {
    const place = await tool.place();
    const keeper = await aKeeper(place.organizationId);
    const { data } = await keeper.ask('/admin/lms');
    const path = `/admin/lms/deployments/${data.platforms[0]!.deployment}`;
    expect((await keeper.look(path)).text).toContain('From now on nobody opens Assay');
    expect(await keeper.send(`${path}/suspension`)).toMatchObject({ status: 303, to: path });
    await tool.refuses(() => place.launch(), { reason: 'deployment-suspended' });
    expect((await keeper.ask('/admin/lms')).data.platforms[0]!.status).toBe('suspended');
    await keeper.send(`${path}/resumption`);
    await tool.admits(() => place.launch());
    const outsider = await aKeeper();
    expect((await outsider.send(`${path}/suspension`)).status).toBe(404);
  });
});

describe('a registration link', () => {
  const linkOf = (text: string) =>
    /<input id="url" readonly value="([^"]+)"/.exec(text)?.[1]!.replaceAll('&#x3D;', '=');

  it('is shown once, listed without its secret, and withdrawn', async () => {
    const keeper = await aKeeper();
    const { status, text } = await keeper.send('/admin/lms/invitations');
    expect(status).toBe(200);
    const link = linkOf(text)!;
    expect(link).toMatch(new RegExp(`^${publicUrl}/lti/register\\?invitation=li_[\\w-]{43}$`));
    expect(text).toContain('Site administration → Plugins');
    const page = await keeper.look('/admin/lms');
    expect(page.text).toContain('Open registration links');
    expect(page.text).not.toContain(link.split('=')[1]);
    const [invitation] = (await keeper.ask('/admin/lms')).data.invitations;
    const stranger = await aKeeper();
    expect((await stranger.send(`/admin/lms/invitations/${invitation!.id}/withdrawal`)).status).toBe(404);
    expect((await keeper.send(`/admin/lms/invitations/${invitation!.id}/withdrawal`)).status).toBe(303);
    expect((await keeper.ask('/admin/lms')).data.invitations).toEqual([]);
    const acts = await keeper.look('/admin/audit');
    expect(acts.text).toContain('withdrew a registration link');
  });

  it('says of which LMS it cannot be used', async () => {
    const { data } = await (await aKeeper()).ask('/admin/lms/invitations/new');
    const byHandOnly = data.guides.filter(({ steps }) => steps.length === 0).map(({ lms }) => lms);
    expect(byHandOnly).toEqual(['Blackboard', 'Open edX']);
  });
});
