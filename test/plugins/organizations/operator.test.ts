import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { OutgoingMail } from '#src/mail/outgoing-mail.entity.ts';
import { Operator } from '#src/people/operator.entity.ts';
import { startOperatorSession } from '#src/sessions/start-operator-session.ts';
import { anInstallationScope, aScope, openTestApp, scopeIn } from '../../support/app.ts';
import { form, html, json } from '../../support/web.ts';
import { aMember } from './cast.ts';

let app: App;
let address: string;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  const token = await anInstallationScope(app).transaction(async (scope) => {
    const email = `${randomUUID()}@example.com`;
    const operator = scope.em.create(Operator, { name: 'Olga Operator', email, passwordHash: 'none' });
    await scope.em.flush();
    return (await startOperatorSession(scope, operator, { ip: '::1', userAgent: null })).token;
  });
  headers = { authorization: `Bearer ${token}` };
});
afterAll(() => app.stop());

interface Data {
  readonly id: string;
  readonly slug: string;
  readonly members: number;
  readonly organizations: readonly { readonly slug: string; readonly members: number }[];
  readonly isReady: boolean;
  readonly postgresql: string;
  readonly entries: readonly { readonly action: string; readonly target: string | null }[];
}
const api = async (path: string, asking = headers) => {
  const response = await fetch(`${address}/api/v1${path}`, { headers: { ...json, ...asking } });
  return { status: response.status, ...((await response.json()) as { data: Data }) };
};
const send = async (path: string, fields: Record<string, string>) => {
  const response = await fetch(`${address}${path}`, form(fields, headers));
  return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() };
};
const aSlug = () => `made-${randomUUID().slice(0, 8)}`;

const pages = [
  '/operator',
  '/operator/organizations',
  '/operator/organizations/new',
  '/operator/health',
  '/operator/audit',
];

describe('the pages of whoever runs the installation', () => {
  it.each(pages)('%s is theirs, and not there for the owner of an organization [A-34]', async (path) => {
    const page = await fetch(`${address}${path}`, { headers: { ...html, ...headers } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<!doctype html>');
    const owner = await aMember(app, await aScope(app), ['owner']);
    expect((await api(path, owner.headers)).status).toBe(404);
  });
});

describe('/operator/organizations', () => {
  it('makes an organization that is there at once, and the audit knows who did it [C-01][C-02]', async () => {
    const slug = aSlug();
    const made = await send('/organizations', { slug, name: 'Hopper School', locale: 'de', timeZone: 'Europe/Berlin' });
    expect(made).toMatchObject({ status: 303, to: expect.stringMatching(/^\/operator\/organizations\/[\da-f-]{36}$/) });
    const door = await fetch(`${address}/o/${slug}/`, { headers: html });
    expect(await door.text()).toContain('Hopper School');
    const { data } = await api('/operator/audit?action=organization.created&limit=1');
    expect(data.entries).toHaveLength(1);
    const again = await send('/organizations', { slug, name: 'Another' });
    expect(again).toMatchObject({ status: 409 });
    expect(again.text).toContain('value="Another"');
    expect((await send('/organizations', { slug: 'No Slug', name: 'x' })).status).toBe(422);
  });

  it('counts members, and shows none of them', async () => {
    const scope = await aScope(app);
    const member = await aMember(app, scope, ['learner'], 'Nobody To See');
    await aMember(app, scope, ['learner']);
    const { data } = await api(`/operator/organizations?q=${scope.organization.slug}`);
    expect(data.organizations).toMatchObject([{ slug: scope.organization.slug, members: 2 }]);
    const path = `/operator/organizations/${scope.organization.id}`;
    expect((await api(path)).data.members).toBe(2);
    const page = await (await fetch(`${address}${path}`, { headers: { ...html, ...headers } })).text();
    expect(page).not.toContain('Nobody To See');
    expect((await api(`/admin/members/${member.user.id}`)).status).toBe(404);
    expect((await api(`/operator/organizations/${randomUUID()}`)).status).toBe(404);
  });

  it('changes name and host name, with a version', async () => {
    const { organization } = await aScope(app);
    const path = `/operator/organizations/${organization.id}`;
    const hostName = `${randomUUID()}.example.edu`;
    expect((await send(path, { name: 'Renamed', hostName, version: '1' })).status).toBe(303);
    expect(await app.kernel.tenants.findByHostName(hostName)).toMatchObject({ name: 'Renamed' });
    expect((await send(path, { name: 'Late', version: '1' })).status).toBe(409);
  });

  it('invites an owner by mail, in the name of the organization', async () => {
    const scope = await aScope(app);
    const email = `${randomUUID()}@example.edu`;
    expect((await send(`/operator/organizations/${scope.organization.id}/owner-invitation`, { email })).status).toBe(
      303,
    );
    const inside = await scopeIn(app, scope.organization.id);
    const mails = await inside.transaction(({ em }) => em.find(OutgoingMail, { toAddress: email }));
    expect(mails).toMatchObject([{ mail: 'organizations.invitation' }]);
    const [act] = await inside.transaction(({ em }) => em.find(AuditEntry, { action: 'invitation.sent' }));
    expect(act).toMatchObject({ actorKind: 'operator', payload: { invited: 1, roles: ['owner'] } });
  });
});

describe('count_members', () => {
  it('tells nothing inside an organization', async () => {
    const [mine, theirs] = [await aScope(app), await aScope(app)];
    await aMember(app, theirs, ['learner']);
    const ask = ({ em }: typeof mine) =>
      em.execute('select * from count_members(?::uuid[])', [`{${theirs.organization.id}}`]);
    expect(await mine.transaction(ask)).toEqual([]);
  });
});

describe('/operator/health', () => {
  it('says whether all is well, and which versions run', async () => {
    const { data } = await api('/operator/health');
    expect(data.isReady).toBe(true);
    expect(data.postgresql).toMatch(/^18/);
  });
});
