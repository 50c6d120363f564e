import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { User, type OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { makeInvitationLink } from '../../../plugins/organizations/invitations/make-invitation-link.ts';
import { newInvitation } from '../../../plugins/organizations/invitations/new-invitation.ts';
import { Invitation } from '../../../plugins/organizations/invitations/invitation.entity.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { form, html, htmx, json, password } from '../../support/web.ts';
import { aMember } from './cast.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
});
afterAll(() => app.stop());

type Headers = Record<string, string>;
const read = async (path: string, headers: Headers, as: Headers = html) => {
  const response = await fetch(`${address}${path}`, { headers: { ...as, ...headers }, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
};
const send = async (path: string, fields: Record<string, string>, headers: Headers) => {
  const response = await fetch(`${address}${path}`, form(fields, headers));
  return { status: response.status, to: response.headers.get('location'), text: await response.text(), response };
};
/** Text that holds this. */
const text = (part: string): unknown => expect.stringContaining(part);
interface Listed {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: string;
  readonly roles: string[];
}
/** What JSON of these pages may hold. */
interface Data extends Listed {
  readonly sessions: number;
  readonly members: readonly Listed[];
  readonly invitations: readonly Listed[];
  readonly form: { readonly values: Record<string, string> };
  readonly panels: readonly object[];
}
const api = async (path: string, headers: Headers): Promise<{ data: Data; meta: Record<string, number> }> => {
  const response = await fetch(`${address}/api/v1${path}`, { headers: { ...json, ...headers } });
  return (await response.json()) as never;
};

/** How many statements one request sends, beside what every request does. */
async function statementsOf(work: () => Promise<unknown>) {
  const logger = app.kernel.orm.config.getLogger();
  const said: string[] = [];
  const log = logger.logQuery.bind(logger);
  logger.logQuery = (context) => void said.push(context.query ?? '');
  logger.setDebugMode(['query']);
  await work();
  logger.setDebugMode(false);
  logger.logQuery = log;
  const always = /^(begin|commit|rollback|set )|set_config|find_signed_in|find_organization_by/i;
  return said.filter((query) => !always.test(query.trim()));
}

const keepersPages = [
  '/admin/members',
  '/admin/invitations',
  '/admin/invitations/new',
  '/admin/invitations/links/new',
  '/admin/settings',
  '/admin/settings/joining',
  '/admin/settings/branding',
  '/admin/settings/frames',
  '/admin/audit',
];

describe('the pages of whoever looks after an organization', () => {
  it.each(keepersPages)(
    '%s is drawn whole, as a fragment and as JSON, in both languages, with six statements at most',
    async (path) => {
      const scope = await aScope(app);
      const { user, headers } = await aMember(app, scope, ['admin']);
      const asked = await statementsOf(async () => {
        expect(await read(path, headers)).toMatchObject({
          status: 200,
          text: text('<!doctype html>'),
        });
      });
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.length).toBeLessThanOrEqual(6);
      const fragment = await read(path, headers, htmx);
      expect(fragment).toMatchObject({ status: 200 });
      expect(fragment.text).not.toContain('<html');
      expect((await api(path, headers)).data).toEqual(expect.any(Object));
      await scope.transaction(({ em }) => em.nativeUpdate(User, { id: user.id }, { locale: 'de' }));
      expect((await read(path, headers)).text).toContain('<html lang="de"');
    },
  );

  it.each(['instructor', 'mentor', 'learner'] as const)('are not there for the role %s [A-32][A-34]', async (role) => {
    const { headers } = await aMember(app, await aScope(app), [role]);
    for (const path of keepersPages) expect(await read(path, headers)).toMatchObject({ status: 404 });
  });

  it('are behind the sign-in for whoever is not signed in [A-34]', async () => {
    const response = await fetch(`${address}/admin/members`, { headers: html, redirect: 'manual' });
    expect(response.headers.get('location')).toContain('/auth/login');
  });
});

describe('/admin/members', () => {
  it('shows who was invited by mail beside who is here, and the same by the id of the organization [C-04][C-05]', async () => {
    const scope = await aScope(app);
    const { headers } = await aMember(app, scope, ['owner'], 'Olga Owner');
    await scope.transaction(async (inside) => {
      newInvitation(inside, { roles: ['mentor'], days: 3 }, { email: 'asked@example.edu', uses: 1 });
    });
    const { data, meta } = await api('/admin/members', headers);
    expect(data.members.map(({ name, state, roles }) => [name, state, roles])).toEqual([
      ['asked@example.edu', 'invited', ['mentor']],
      ['Olga Owner', 'active', ['owner']],
    ]);
    expect(meta.total).toBe(2);
    const same = await api(`/organizations/${scope.organization.id}/members?state=active`, headers);
    expect(same.data.members.map(({ name }) => name)).toEqual(['Olga Owner']);
    const page = await read('/admin/members?state=suspended', headers);
    expect(page.text).toContain('Nobody fits this');
  });

  it('asks as much for fifty members as for one', async () => {
    const scope = await aScope(app);
    const { headers } = await aMember(app, scope, ['admin']);
    const one = await statementsOf(() => read('/admin/members', headers));
    await scope.transaction(async ({ em }) => {
      for (let n = 0; n < 50; n += 1) em.create(User, { name: `Member ${n}`, roles: ['learner'] } as never);
    });
    const fifty = await statementsOf(() => read('/admin/members?limit=50', headers));
    expect(fifty).toHaveLength(one.length);
  });
});

describe("a member's page", () => {
  const change = (id: string, roles: readonly OrganizationRole[], headers: Headers, more: object = {}) =>
    fetch(`${address}/api/v1/admin/members/${id}/roles`, {
      method: 'POST',
      headers: { ...json, ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ roles, ...more }),
    });

  it('shows and sets roles; a refusal is drawn on the page again', async () => {
    const scope = await aScope(app);
    const [admin, member] = [await aMember(app, scope, ['admin']), await aMember(app, scope, ['learner'], 'Lea Lernt')];
    const path = `/admin/members/${member.user.id}`;
    expect((await read(path, admin.headers)).text).toContain('Lea Lernt');
    expect(await send(`${path}/roles`, { roles: 'mentor' }, admin.headers)).toMatchObject({ status: 303, to: path });
    expect((await api(path, admin.headers)).data.roles).toEqual(['mentor']);
    const own = await send(`/admin/members/${admin.user.id}/roles`, { roles: 'mentor' }, admin.headers);
    expect(own.status).toBe(422);
    expect(own.text).toContain('You take away the role by which you are here.');
    const last = await aMember(app, scope, ['owner']);
    const refused = await send(
      `/admin/members/${last.user.id}/roles`,
      { roles: 'admin', confirm: 'true' },
      last.headers,
    );
    expect(refused).toMatchObject({ status: 409, text: text('This is the last owner.') });
    expect((await change(last.user.id, ['learner'], admin.headers)).status).toBe(403);
  });

  it('leads away whoever took the right to see it from themselves', async () => {
    const scope = await aScope(app);
    const { user, headers } = await aMember(app, scope, ['admin']);
    const sent = await send(`/admin/members/${user.id}/roles`, { roles: 'learner', confirm: 'true' }, headers);
    expect(sent).toMatchObject({ status: 303, to: '/' });
    expect((await read('/admin/members', headers)).status).toBe(404);
  });

  it('suspends, lets in again, and signs out everywhere', async () => {
    const scope = await aScope(app);
    const [admin, member] = [await aMember(app, scope, ['admin']), await aMember(app, scope, ['learner'])];
    const path = `/admin/members/${member.user.id}`;
    const state = async () => (await api(path, admin.headers)).data;
    expect(await state()).toMatchObject({ state: 'active', sessions: 1 });
    await send(`${path}/signout`, {}, admin.headers);
    expect(await state()).toMatchObject({ state: 'active', sessions: 0 });
    await send(`${path}/suspension`, {}, admin.headers);
    expect(await state()).toMatchObject({ state: 'suspended' });
    await send(`${path}/reactivation`, {}, admin.headers);
    expect(await state()).toMatchObject({ state: 'active' });
    expect((await send(`/admin/members/${admin.user.id}/suspension`, {}, admin.headers)).status).toBe(409);
    expect((await send(`${path}/approval`, {}, admin.headers)).status).toBe(404);
  });
});

describe('/admin/invitations', () => {
  it('invites several people, one result each, as a form and as a program', async () => {
    const { headers } = await aMember(app, await aScope(app), ['admin']);
    const emails = `one-${randomUUID()}@example.edu, nobody\ntwo-${randomUUID()}@example.edu`;
    const sent = await send('/admin/invitations', { emails, roles: 'learner', days: '7' }, headers);
    expect(sent.status).toBe(200);
    expect(sent.text.match(/An invitation is on its way/g)).toHaveLength(2);
    expect(sent.text).toContain('This is no e-mail address');
    const { data } = await api('/admin/invitations', headers);
    expect(data.invitations).toHaveLength(2);
    const empty = await send('/admin/invitations', { emails: 'x@example.edu', days: '7' }, headers);
    expect(empty).toMatchObject({ status: 422, text: text('x@example.edu') });
  });

  it('makes a link that is shown once, sends again and revokes', async () => {
    const scope = await aScope(app);
    const { headers } = await aMember(app, scope, ['owner']);
    const made = await send('/admin/invitations/links', { roles: 'learner', uses: '3', days: '7' }, headers);
    const url = /value="(http[^"]+)"/.exec(made.text)![1]!;
    expect(url).toContain(`/o/${scope.organization.slug}/invitations/in_`);
    const list = await read('/admin/invitations', headers);
    expect(list.text).toContain('A link, used 0 of 3 times');
    expect(list.text).not.toContain(url);
    const { data } = await api('/admin/invitations', headers);
    const { id } = data.invitations[0]!;
    expect((await send(`/admin/invitations/${id}/sending`, {}, headers)).status).toBe(404);
    expect((await send(`/admin/invitations/${id}/revocation`, {}, headers)).status).toBe(303);
    expect((await send(`/admin/invitations/${id}/revocation`, {}, headers)).status).toBe(404);
  });
});

describe('/invitations/:token', () => {
  const pathOf = (scope: Scope, token: string) => `/o/${scope.organization.slug}/invitations/${token}`;
  const mailed = (scope: Scope, email: string) =>
    scope.transaction(async (inside) => {
      const { invitation, token } = newInvitation(inside, { roles: ['mentor'], days: 3 }, { email, uses: 1 });
      await inside.em.flush();
      return { id: invitation.id, token };
    });

  it('asks somebody new for a name and a password, and signs them in', async () => {
    const scope = await aScope(app);
    const email = `${randomUUID()}@example.edu`;
    const { token } = await mailed(scope, email);
    const page = await read(pathOf(scope, token), {});
    expect(page).toMatchObject({ status: 200, text: text(email) });
    const weak = await send(pathOf(scope, token), { name: 'Nia Neu', password: 'short' }, {});
    expect(weak.status).toBe(422);
    expect(weak.text).toContain('Nia Neu');
    const joined = await send(pathOf(scope, token), { name: 'Nia Neu', password }, {});
    expect(joined).toMatchObject({ status: 303, to: '/' });
    const cookie = joined.response.headers.getSetCookie()[0]!.split(';')[0]!;
    expect((await read('/', { cookie })).text).toContain('Welcome, Nia Neu');
    const again = await send(pathOf(scope, token), { name: 'Nia Neu', password }, {});
    expect(again).toMatchObject({ status: 410, text: text('This invitation was used') });
  });

  it('leads a member to the sign-in, gives them the roles after a confirmation, and nobody else', async () => {
    const scope = await aScope(app);
    const [member, other] = [await aMember(app, scope, ['learner']), await aMember(app, scope, ['learner'])];
    const { token } = await mailed(scope, member.email);
    expect((await read(pathOf(scope, token), {})).text).toContain('Sign in to accept.');
    expect(await read(`/invitations/${token}`, other.headers)).toMatchObject({
      status: 403,
      text: text('This invitation is for somebody else'),
    });
    expect((await read(`/invitations/${token}`, member.headers)).text).toContain('Beside your own roles you get:');
    expect((await send(`/invitations/${token}/acceptance`, {}, other.headers)).status).toBe(403);
    expect((await send(`/invitations/${token}/acceptance`, {}, member.headers)).status).toBe(303);
    const { roles } = await scope.transaction(({ em }) => em.findOneOrFail(User, { id: member.user.id }));
    expect(roles).toEqual(['mentor', 'learner']);
  });

  it('says plainly what is expired, revoked, unknown, or of another organization', async () => {
    const [scope, other] = [await aScope(app), await aScope(app)];
    const old = await mailed(scope, 'old@example.edu');
    await scope.transaction(({ em }) => em.nativeUpdate(Invitation, { id: old.id }, { expiresAt: new Date(0) }));
    const gone = await mailed(scope, 'gone@example.edu');
    await scope.transaction(({ em }) => em.nativeUpdate(Invitation, { id: gone.id }, { revokedAt: new Date() }));
    const says = async (path: string, headers: Headers = {}) => {
      const page = await read(path, headers);
      return [page.status, /<h1>([^<]+)<\/h1>/.exec(page.text)?.[1]];
    };
    expect(await says(pathOf(scope, old.token))).toEqual([410, 'This invitation has expired']);
    expect(await says(pathOf(scope, gone.token))).toEqual([410, 'This invitation was revoked']);
    expect(await says(pathOf(other, gone.token))).toEqual([404, 'This invitation is not known here']);
    expect(await says(pathOf(scope, `in_${'x'.repeat(43)}`))).toEqual([404, 'This invitation is not known here']);
    const { url } = await makeInvitationLink(scope, { roles: ['learner'], days: 1, uses: 1 });
    const { headers } = await aMember(app, other, ['learner']);
    expect(await says(new URL(url).pathname, headers)).toEqual([404, 'This invitation is not known here']);
  });
});

describe('/admin/settings', () => {
  it('saves, and every page has the new name at once [C-02]', async () => {
    const { headers } = await aMember(app, await aScope(app), ['admin']);
    const sent = await send(
      '/admin/settings',
      { name: 'Lovelace College', locale: 'de', timeZone: 'Europe/Berlin', version: '1' },
      headers,
    );
    expect(sent).toMatchObject({ status: 303, to: '/admin/settings' });
    expect((await read('/', headers)).text).toContain('Lovelace College');
  });

  it('keeps what somebody else saved meanwhile, and shows both', async () => {
    const { headers } = await aMember(app, await aScope(app), ['admin']);
    const save = (name: string) =>
      send('/admin/settings', { name, locale: 'en', timeZone: 'UTC', version: '1' }, headers);
    await save('Theirs');
    const late = await save('Mine');
    expect(late.status).toBe(409);
    expect(late.text).toContain('value="Mine"');
    expect(late.text).toContain('<dd>Theirs</dd>');
    expect(late.text).toContain('name="version" value="2"');
  });

  it('takes ticks away, empties what is empty, and names what cannot be', async () => {
    const scope = await aScope(app);
    const { headers } = await aMember(app, scope, ['owner']);
    const joining = '/admin/settings/joining';
    await send(joining, { version: '1', emailDomain: 'example.edu', allowPublicJoin: 'true' }, headers);
    expect((await api(joining, headers)).data.form.values).toEqual({
      emailDomain: 'example.edu',
      allowPublicJoin: 'true',
    });
    await send(joining, { version: '2', requireApproval: 'true' }, headers);
    expect((await api(joining, headers)).data.form.values).toEqual({ requireApproval: 'true' });
    const wrong = await send('/admin/settings/frames', { version: '3', frameOrigins: 'https://x/y' }, headers);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('https://lms.example.edu');
    await send(
      '/admin/settings/frames',
      { version: '3', frameOrigins: 'https://a.example\nhttps://b.example\n' },
      headers,
    );
    const framed = await fetch(`${address}/`, { headers: { ...html, ...headers } });
    expect(framed.headers.get('content-security-policy')).toContain('https://a.example https://b.example');
    expect((await send('/admin/settings/branding', { version: '4', hue: '90' }, headers)).status).toBe(303);
    expect((await send('/admin/settings/branding', { version: '5', hue: '400' }, headers)).status).toBe(422);
  });
});

describe('the page one arrives at', () => {
  it('says what this is, and offers to sign up where that is open', async () => {
    const scope = await aScope(app);
    const path = `/o/${scope.organization.slug}/`;
    const closed = await read(path, {});
    expect(closed.text).toContain('Do you come from your course?');
    expect(closed.text).toContain(`<meta property="og:title" content="${scope.organization.name}`);
    expect(closed.text).not.toContain('Create an account');
    const { headers } = await aMember(app, scope, ['owner']);
    await send('/admin/settings/joining', { version: '1', allowPublicJoin: 'true' }, headers);
    expect((await read(path, {})).text).toContain('Create an account');
  });

  it('shows what waits to whoever looks after the organization, and nothing of it to others', async () => {
    const scope = await aScope(app);
    const [admin, learner] = [await aMember(app, scope, ['admin']), await aMember(app, scope, ['learner'])];
    await scope.transaction(({ em }) =>
      em.nativeUpdate(User, { id: learner.user.id }, { awaitingApprovalSince: new Date() }),
    );
    const { data } = await api('/', admin.headers);
    expect(data.panels).toContainEqual(
      expect.objectContaining({ name: 'organization', data: { members: 1, awaiting: 1, invited: 0 } }),
    );
    expect((await read('/', admin.headers)).text).toContain('1 person waits for your approval');
    expect((await read('/', learner.headers)).text).not.toContain('/admin/members');
  });
});
