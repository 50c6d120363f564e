import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createUser } from '#src/people/create-user.ts';
import { scopeIn } from '../../support/app.ts';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const as = (role: string, course: string) => ({
  [names.roles]: [role],
  [names.context]: { id: course, title: `Course ${course}` },
  [names.resourceLink]: { id: `link of ${course}`, title: `Link of ${course}` },
});

describe('a session of a launch', () => {
  it('is a new one, whatever the browser brings along [SEC-21]', async () => {
    const { launch } = await tool.place();
    const brought = `as_${'x'.repeat(43)}`;
    const client = tool.client();
    client.jar.set('__Host-assay', brought);
    const first = await tool.admits(() => launch({ client }));
    expect(first.token).not.toBe(brought);
    const second = await tool.admits(() => launch({ client }));
    expect(second.token).not.toBe(first.token);
  });

  it('comes in a cookie for this frame, which no script reads [SEC-21]', async () => {
    const { launch } = await tool.place();
    const { answer } = await tool.admits(() => launch());
    const cookie = answer.setCookies.find((each) => each.startsWith('__Host-assay='))!;
    const attributes = cookie.toLowerCase().split('; ').slice(1);
    for (const needed of ['partitioned', 'samesite=none', 'secure', 'httponly', 'path=/'])
      expect(attributes).toContain(needed);
  });

  it('does not change what another tab shows, of another course and in another role [SEC-21]', async () => {
    const { launch } = await tool.place();
    const sub = randomUUID();
    const client = tool.client();
    const teaching = () => launch({ client, claims: { sub, ...as(roles.instructor, 'a') } });
    const learning = () => launch({ client, claims: { sub, ...as(roles.learner, 'b') } });
    const first = await tool.admits(teaching);
    const second = await tool.admits(learning, { isRenewed: true });
    expect(second.token).not.toBe(first.token);
    const page = async (path: string | null) => (await client.ask(path!)).words;
    for (const words of ['Link of a', 'Instructor']) expect(await page(first.answer.location)).toContain(words);
    for (const words of ['Link of b', 'Student']) expect(await page(second.answer.location)).toContain(words);
  });

  it('of somebody else in the same browser leaves the first one as it was [SEC-21]', async () => {
    const { launch } = await tool.place();
    const client = tool.client();
    const first = await tool.admits(() => launch({ client }));
    const second = await tool.admits(() => launch({ client }));
    expect(second.user.id).not.toBe(first.user.id);
    const page = await tool.follow(first);
    expect(page.status).toBe(200);
  });

  it.each([
    ['of the system', roles.systemAdministrator],
    ['of the institution', roles.institutionAdministrator],
    ['of the course', 'http://purl.imsglobal.org/vocab/lis/v2/membership#Administrator'],
  ])('gives an administrator %s no role in the organization [SEC-22]', async (_name, role) => {
    const { launch } = await tool.place();
    const { user, token } = await tool.admits(() => launch({ claims: { [names.roles]: [role] } }));
    expect(user.roles).toEqual(['learner']);
    for (const path of ['/admin/members', '/operator'])
      expect((await tool.client({ cookie: `__Host-assay=${token}` }).ask(path)).status).not.toBe(200);
  });
});

describe('whose session it is', () => {
  it('says the platform and its sub, never an e-mail address [SEC-23]', async () => {
    const { launch, organizationId } = await tool.place();
    const email = `${randomUUID()}@example.edu`;
    const scope = await scopeIn(tool.app, organizationId);
    const owner = await createUser(scope, {
      name: 'The owner',
      email,
      roles: ['owner'],
      password: 'a long enough one',
    });
    const { user } = await tool.admits(() => launch({ claims: { email } }));
    expect(user.id).not.toBe(owner.id);
    expect(user.roles).toEqual(['learner']);
    const again = await tool.admits(() => launch({ claims: { email, email_verified: true } }));
    expect([owner.id, user.id]).not.toContain(again.user.id);
  });

  it('is the same for the same sub, and another for the same sub of another platform [SEC-23]', async () => {
    const sub = randomUUID();
    const one = await tool.place();
    const other = await tool.place({ organizationId: one.organizationId });
    const first = await tool.admits(() => one.launch({ claims: { sub } }));
    const again = await tool.admits(() => one.launch({ claims: { sub, name: 'Ada King', email: 'a@b.example' } }));
    const stranger = await tool.admits(() => other.launch({ claims: { sub } }));
    expect(again.user.id).toBe(first.user.id);
    expect(stranger.user.id).not.toBe(first.user.id);
  });
});
