import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { User, type OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { approveMember, declineMember } from '../../../plugins/organizations/members/approve-member.ts';
import { listMembers, memberList, type MemberQuery } from '../../../plugins/organizations/members/member-list.ts';
import { setRoles } from '../../../plugins/organizations/members/set-roles.ts';
import { reactivateMember, suspendMember } from '../../../plugins/organizations/members/suspend-member.ts';
import { makeInvitationLink } from '../../../plugins/organizations/invitations/make-invitation-link.ts';
import { Invitation } from '../../../plugins/organizations/invitations/invitation.entity.ts';
import { OutgoingMail } from '#src/mail/outgoing-mail.entity.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { json } from '../../support/web.ts';
import { aMember, audited, keyOf } from './cast.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
});
afterAll(() => app.stop());

const rolesOf = async (scope: Scope, { id }: User) =>
  scope.transaction(async ({ em }) => (await em.findOneOrFail(User, { id })).roles);
const change = (scope: Scope, { id }: User, roles: OrganizationRole[], confirm = false) =>
  setRoles(scope, id, { roles, confirm });

describe('the roles of a member', () => {
  it('are exactly what was chosen, several at once, and the audit has both sets [A-30][C-04]', async () => {
    const scope = await aScope(app);
    const [admin, member] = [await aMember(app, scope, ['admin']), await aMember(app, scope, ['learner'])];
    await change(admin.acting, member.user, ['instructor', 'mentor']);
    expect(await rolesOf(scope, member.user)).toEqual(['instructor', 'mentor']);
    const [entry] = await audited(scope, 'member.rolesChanged');
    expect(entry).toMatchObject({
      actorId: admin.user.id,
      targetId: member.user.id,
      payload: { before: ['learner'], after: ['instructor', 'mentor'] },
    });
  });

  it('count at the next request, without a new sign-in [A-30]', async () => {
    const scope = await aScope(app);
    const [owner, admin] = [await aMember(app, scope, ['owner']), await aMember(app, scope, ['admin'])];
    const ask = () => fetch(`${address}/admin/jobs`, { headers: { ...json, ...admin.headers } });
    expect((await ask()).status).toBe(200);
    await change(owner.acting, admin.user, ['learner']);
    expect((await ask()).status).toBe(404);
  });

  it('of owner are given and taken by owners only', async () => {
    const scope = await aScope(app);
    const [owner, admin] = [await aMember(app, scope, ['owner']), await aMember(app, scope, ['admin'])];
    const learner = await aMember(app, scope, ['learner']);
    const refused = 'organizations.error.ownersOnly';
    expect(await keyOf(change(admin.acting, learner.user, ['owner']))).toBe(refused);
    expect(await keyOf(change(admin.acting, admin.user, ['owner', 'admin']))).toBe(refused);
    expect(await keyOf(change(admin.acting, owner.user, ['owner', 'mentor']))).toBe(refused);
    expect(await keyOf(change(admin.acting, owner.user, ['learner']))).toBe(refused);
    await change(owner.acting, learner.user, ['owner']);
    expect(await rolesOf(scope, learner.user)).toEqual(['owner']);
    expect(await rolesOf(scope, owner.user)).toEqual(['owner']);
  });

  it("are nobody else's to change", async () => {
    const scope = await aScope(app);
    const [teacher, learner] = [await aMember(app, scope, ['instructor']), await aMember(app, scope, ['learner'])];
    expect(await keyOf(change(teacher.acting, learner.user, ['admin']))).toBe('organizations.error.ownersOnly');
    expect(await rolesOf(scope, learner.user)).toEqual(['learner']);
  });

  it('never leave an organization without an owner who can come in', async () => {
    const scope = await aScope(app);
    const owner = await aMember(app, scope, ['owner']);
    expect(await keyOf(change(owner.acting, owner.user, ['admin'], true))).toBe('kernel.error.lastOwner');
    const second = await aMember(app, scope, ['owner']);
    await suspendMember(owner.acting, second.user.id);
    expect(await keyOf(change(owner.acting, owner.user, ['admin'], true))).toBe('kernel.error.lastOwner');
    await reactivateMember(owner.acting, second.user.id);
    await change(owner.acting, owner.user, ['admin'], true);
    expect(await rolesOf(scope, owner.user)).toEqual(['admin']);
  });

  it('keep one owner when two take the role from each other at once', async () => {
    const scope = await aScope(app);
    const [one, other] = [await aMember(app, scope, ['owner']), await aMember(app, scope, ['owner'])];
    const outcomes = await Promise.all([
      keyOf(change(one.acting, other.user, ['learner'])),
      keyOf(change(other.acting, one.user, ['learner'])),
    ]);
    const left = [...(await rolesOf(scope, one.user)), ...(await rolesOf(scope, other.user))];
    expect(left.toSorted()).toEqual(['learner', 'owner']);
    expect(outcomes.toSorted()).toEqual(['kernel.error.lastOwner', 'nothing was thrown']);
  });

  it('by which somebody is here are given away after a confirmation only', async () => {
    const scope = await aScope(app);
    const admin = await aMember(app, scope, ['admin']);
    expect(await keyOf(change(admin.acting, admin.user, ['mentor']))).toBe('organizations.error.confirmOwnRoles');
    await change(admin.acting, admin.user, ['mentor'], true);
    expect(await rolesOf(scope, admin.user)).toEqual(['mentor']);
  });

  it('that are lost revoke what their holder invited to', async () => {
    const scope = await aScope(app);
    const [owner, admin] = [await aMember(app, scope, ['owner']), await aMember(app, scope, ['admin'])];
    const { invitation } = await makeInvitationLink(admin.acting, { roles: ['admin'], days: 3, uses: 5 });
    await change(owner.acting, admin.user, ['learner']);
    const { revokedAt } = await scope.transaction(({ em }) => em.findOneOrFail(Invitation, { id: invitation.id }));
    expect(revokedAt).not.toBeNull();
  });
});

describe('a suspension', () => {
  it('ends every session at once and can be taken back', async () => {
    const scope = await aScope(app);
    const [admin, member] = [await aMember(app, scope, ['admin']), await aMember(app, scope, ['learner'])];
    const ask = () => fetch(`${address}/samples`, { headers: { ...json, ...member.headers } });
    expect((await ask()).status).toBe(200);
    await suspendMember(admin.acting, member.user.id);
    expect((await ask()).status).toBe(401);
    await reactivateMember(admin.acting, member.user.id);
    expect((await ask()).status).toBe(401);
    expect(await audited(scope, 'member.suspended')).toHaveLength(1);
    expect(await audited(scope, 'member.reactivated')).toHaveLength(1);
  });

  it('meets neither oneself, nor an owner by an administrator', async () => {
    const scope = await aScope(app);
    const [owner, admin] = [await aMember(app, scope, ['owner']), await aMember(app, scope, ['admin'])];
    expect(await keyOf(suspendMember(admin.acting, admin.user.id))).toBe('organizations.error.suspendYourself');
    expect(await keyOf(suspendMember(admin.acting, owner.user.id))).toBe('organizations.error.ownersOnly');
    expect(await keyOf(suspendMember(scope, owner.user.id))).toBe('kernel.error.lastOwner');
  });

  it('finds nobody of another organization', async () => {
    const [mine, theirs] = [await aScope(app), await aScope(app)];
    const [admin, stranger] = [await aMember(app, mine, ['admin']), await aMember(app, theirs, ['learner'])];
    expect(await keyOf(suspendMember(admin.acting, stranger.user.id))).toBe('kernel.error.notFound');
    expect(await keyOf(change(admin.acting, stranger.user, ['mentor']))).toBe('kernel.error.notFound');
  });
});

describe('somebody who signed up and waits', () => {
  const waiting = async (scope: Scope) => {
    const { user } = await aMember(app, scope, ['learner'], 'Wei Wartend');
    await scope.transaction(({ em }) => em.nativeUpdate(User, { id: user.id }, { awaitingApprovalSince: new Date() }));
    return user;
  };
  const mailsTo = (scope: Scope, { id }: User) =>
    scope.transaction(({ em }) => em.find(OutgoingMail, { recipientId: id }));

  it('is let in and told by mail, once', async () => {
    const scope = await aScope(app);
    const admin = await aMember(app, scope, ['admin']);
    const user = await waiting(scope);
    await approveMember(admin.acting, user.id);
    expect(await keyOf(approveMember(admin.acting, user.id))).toBe('kernel.error.notFound');
    expect(await mailsTo(scope, user)).toMatchObject([{ mail: 'organizations.approval' }]);
    expect(await audited(scope, 'member.approved')).toMatchObject([{ actorId: admin.user.id, targetId: user.id }]);
  });

  it('is declined and told, and nothing of them stays; a member cannot be declined', async () => {
    const scope = await aScope(app);
    const admin = await aMember(app, scope, ['admin']);
    const user = await waiting(scope);
    await declineMember(admin.acting, user.id);
    expect(await mailsTo(scope, user)).toMatchObject([{ mail: 'organizations.refusal' }]);
    expect(await scope.transaction(({ em }) => em.findOne(User, { id: user.id }))).toBeNull();
    expect(await keyOf(declineMember(admin.acting, admin.user.id))).toBe('kernel.error.notFound');
  });
});

describe('the list of members', () => {
  const read = (scope: Scope, query: object) =>
    scope.transaction((inside) => listMembers(inside, memberList.query.parse(query) as MemberQuery), {
      readOnly: true,
    });
  const names = async (scope: Scope, query: object) => (await read(scope, query)).rows.map(({ name }) => name);

  it('searches names and addresses, narrows by role and state, sorts, and counts [A-46][C-05]', async () => {
    const scope = await aScope(app);
    await aMember(app, scope, ['admin'], 'Zoë Zimmermann');
    const { user, email } = await aMember(app, scope, ['learner', 'mentor'], 'Amal Özdemir');
    const { user: out } = await aMember(app, scope, ['learner'], 'Budi Santoso');
    await suspendMember(scope, out.id);
    expect(await names(scope, {})).toEqual(['Amal Özdemir', 'Budi Santoso', 'Zoë Zimmermann']);
    expect(await names(scope, { order: 'desc', limit: 1 })).toEqual(['Zoë Zimmermann']);
    expect(await names(scope, { q: 'zimmer' })).toEqual(['Zoë Zimmermann']);
    expect(await names(scope, { q: email.slice(0, 20).toUpperCase() })).toEqual(['Amal Özdemir']);
    expect(await names(scope, { q: '%' })).toEqual([]);
    expect(await names(scope, { role: 'mentor' })).toEqual(['Amal Özdemir']);
    expect(await names(scope, { state: 'suspended' })).toEqual(['Budi Santoso']);
    const { rows, meta } = await read(scope, { state: 'active', role: 'learner' });
    expect(meta).toMatchObject({ total: 1, page: 1 });
    expect(rows[0]).toMatchObject({ id: user.id, roles: ['learner', 'mentor'], state: 'active' });
    expect(rows[0]!.lastSeenAt).not.toBeNull();
  });

  it("is one organization's own", async () => {
    await aMember(app, await aScope(app), ['learner'], 'Somebody Else');
    expect(await names(await aScope(app), {})).toEqual([]);
  });
});
