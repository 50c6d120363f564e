import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openLaunches, publicUrl, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const productFamily = 'openedx';
const none = [
  'http://purl.imsglobal.org/vocab/lis/v2/system/person#None',
  'http://purl.imsglobal.org/vocab/lis/v2/institution/person#None',
];

describe('Open edX', () => {
  it('has a client id for each block of a course [EDX-01]', async () => {
    const one = await tool.place({ productFamily });
    const { issuer } = one.platform;
    const { organizationId } = one;
    const blocks = [
      one,
      ...(await Promise.all([1, 2].map(() => tool.place({ productFamily, issuer, organizationId })))),
    ];
    const sub = randomUUID();
    const people = [];
    for (const { launch } of blocks) people.push((await tool.admits(() => launch({ claims: { sub } }))).user.id);
    expect(new Set(people).size).toBe(1);
  });

  it('calls every deployment 1, which says nothing about whose it is [EDX-02]', async () => {
    const one = await tool.place({ productFamily, deploymentId: '1' });
    const other = await tool.place({ productFamily, deploymentId: '1' });
    const sub = randomUUID();
    const here = await tool.admits(() => one.launch({ claims: { sub } }));
    const there = await tool.admits(() => other.launch({ claims: { sub } }));
    expect(here.session.organization_id).toBe(one.organizationId);
    expect(there.session.organization_id).toBe(other.organizationId);
  });

  it.each([
    ['staff before 11.1', [roles.institutionAdministrator, roles.systemAdministrator], 'Visitor'],
    ['staff since 11.1', [roles.instructor, ...none], 'Instructor'],
    ['a learner since 11.1', [roles.learner, ...none], 'Student'],
    ['an assistant of the forum', [roles.learner, roles.teachingAssistant], 'Teaching assistant'],
  ])('says the roles of %s in its own way [EDX-03]', async (_name, given, word) => {
    const { launch } = await tool.place({ productFamily });
    const { token, answer } = await tool.admits(() => launch({ claims: { [names.roles]: given } }));
    expect((await tool.follow({ token, answer })).words).toContain(word);
  });

  it('of an older release that sends no kid is told so in words [EDX-05]', async () => {
    const { launch } = await tool.place({ productFamily });
    const { answer } = await tool.refuses(() => launch({ token: { kid: null } }), { reason: 'kid-missing' });
    expect(answer.words).toMatch(/kid/);
  });

  it('may name another target in the token than in the login; the signed one counts [EDX-06, CORE-07]', async () => {
    const { launch } = await tool.place({ productFamily });
    await tool.admits(() => launch({ claims: { [names.targetLinkUri]: `${publicUrl}/lti?item=2` } }));
    await tool.refuses(() => launch({ claims: { [names.targetLinkUri]: 'https://elsewhere.example/' } }), {
      reason: 'target-outside',
    });
  });
});
