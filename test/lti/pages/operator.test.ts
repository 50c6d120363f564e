import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Operator } from '#src/people/operator.entity.ts';
import { startOperatorSession } from '#src/sessions/start-operator-session.ts';
import { anInstallationScope, anOrganization, scopeIn } from '../../support/app.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { aVisitor, visitor } from '../../support/lti/visitor.ts';

let tool: Launches;
let operator: ReturnType<typeof visitor>;
beforeAll(async () => {
  tool = await openLaunches();
  const token = await anInstallationScope(tool.app).transaction(async (scope) => {
    const email = `${randomUUID()}@example.com`;
    const made = scope.em.create(Operator, { name: 'Olga Operator', email, passwordHash: 'none' });
    await scope.em.flush();
    return (await startOperatorSession(scope, made, { ip: '::1', userAgent: null })).token;
  });
  operator = visitor(tool.address, { authorization: `Bearer ${token}` });
}, 120_000);
afterAll(() => tool.close());

describe('the LMS pages of whoever runs the installation', () => {
  it.each(['/operator/lms', '/operator/lms/launches', '/operator/lms/keys'])(
    '%s is theirs, and not there for the owner of an organization',
    async (path) => {
      expect((await operator.look(path)).status).toBe(200);
      const owner = await aVisitor(tool, (await anOrganization(tool.app)).id, ['owner']);
      expect((await owner.look(path)).status).toBe(404);
    },
  );

  it('give a deployment that waits to an organization, once it is named and confirmed', async () => {
    const place = await tool.place({ isDeployed: false });
    await place.launch();
    const { data } = await operator.ask('/operator/lms');
    const { id } = data.pending.find(({ issuer }) => issuer === place.platform.issuer)!;
    const path = `/operator/lms/deployments/${id}`;
    expect((await operator.look(path)).text).toContain('Whose deployment is this?');
    const { organization } = await scopeIn(tool.app, place.organizationId);
    const wrong = await operator.send(`${path}/approval`, { slug: 'no-such-one', confirm: 'true' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="no-such-one"');
    expect(wrong.text).toContain('No organization has this short name');
    expect((await operator.send(`${path}/approval`, { slug: organization.slug })).status).toBe(422);
    const given = await operator.send(`${path}/approval`, { slug: organization.slug, confirm: 'true' });
    expect(given).toMatchObject({ status: 303, to: '/operator/lms' });
    expect((await operator.look(path)).status).toBe(404);
    const { session } = await tool.admits(() => place.launch());
    expect(session.organization_id).toBe(place.organizationId);
    const listed = await operator.ask(`/operator/lms?q=${encodeURIComponent(place.platform.clientId)}`);
    expect(listed.data.registrations).toMatchObject([{ issuer: place.platform.issuer, deployments: 1 }]);
  });

  it('show the attempts that came to no organization, and no other', async () => {
    const place = await tool.place();
    const unknown = await tool.client().login(place.platform.loginParameters({ client_id: 'nobody' }));
    const known = await tool.refuses(() => place.launch({ token: { kid: null } }), { reason: 'kid-missing' });
    const { data } = await operator.ask('/operator/lms/launches?limit=100');
    const ids = data.attempts.map(({ id }) => id);
    expect(ids).toContain(unknown.reference);
    expect(ids).not.toContain(known.answer.reference);
    const page = await operator.look(`/operator/lms/launches/${unknown.reference!}`);
    expect(page.text).toContain('This LMS is not registered here');
    expect((await operator.look(`/operator/lms/launches/${known.answer.reference!}`)).status).toBe(404);
  });

  it('replace the key that signs, and say before what happens', async () => {
    await fetch(`${tool.address}/lti/keys`);
    const before = await operator.ask('/operator/lms/keys');
    const next = before.data.keys.find(({ state }) => state === 'next')!;
    expect((await operator.look('/operator/lms/keys')).text).toContain('the old one stays published for seven days');
    expect((await operator.send('/operator/lms/keys/rotation')).status).toBe(303);
    const after = await operator.ask('/operator/lms/keys');
    expect(after.data.keys[0]).toMatchObject({ kid: next.kid, state: 'active' });
  });
});
