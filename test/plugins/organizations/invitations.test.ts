import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { OutgoingMail } from '#src/mail/outgoing-mail.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { acceptInvitation } from '../../../plugins/organizations/invitations/accept-invitation.ts';
import { Invitation } from '../../../plugins/organizations/invitations/invitation.entity.ts';
import { inviteByMail } from '../../../plugins/organizations/invitations/invite-by-mail.ts';
import { joinByInvitation } from '../../../plugins/organizations/invitations/join-by-invitation.ts';
import { makeInvitationLink } from '../../../plugins/organizations/invitations/make-invitation-link.ts';
import { newInvitation } from '../../../plugins/organizations/invitations/new-invitation.ts';
import { resendInvitation } from '../../../plugins/organizations/invitations/resend-invitation.ts';
import { revokeInvitation } from '../../../plugins/organizations/invitations/revoke-invitation.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { password } from '../../support/web.ts';
import { aMember, audited, keyOf } from './cast.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const visit = { ip: '::1', userAgent: null };
const terms = { roles: ['instructor'] as const, days: 14 };
const anAddress = () => `${randomUUID()}@example.edu`;
const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);
const join = (scope: Scope, token: string, email?: string) =>
  joinByInvitation(scope, token, { name: 'Nia Neu', password, email }, visit);

/** A mailed invitation whose token the test knows, as the mail does. */
const mailed = (scope: Scope, email = anAddress()) =>
  scope.transaction(async (inside) => {
    const { invitation, token } = newInvitation(inside, terms, { email, uses: 1 });
    await inside.em.flush();
    return { id: invitation.id, email, token };
  });
const expire = (scope: Scope, id: string) =>
  scope.transaction(({ em }) => em.nativeUpdate(Invitation, { id }, { expiresAt: new Date(Date.now() - 1000) }));

describe('inviting by mail', () => {
  it('answers for each address by itself, and a second invitation makes the first worthless', async () => {
    const scope = await aScope(app);
    const { acting, email: member } = await aMember(app, scope, ['admin']);
    const [one, other] = [anAddress(), anAddress()];
    await inviteByMail(acting, { ...terms, emails: [one] });
    const results = await inviteByMail(acting, {
      ...terms,
      emails: [one.toUpperCase(), other, other, member, 'nobody'],
    });
    expect(results).toEqual([
      { email: one, outcome: 'invitedAgain' },
      { email: other, outcome: 'invited' },
      { email: member, outcome: 'member' },
      { email: 'nobody', outcome: 'noAddress' },
    ]);
    const [kept, mails] = await scope.transaction(async ({ em }) => [
      await em.find(Invitation, { email: one, revokedAt: null }),
      await em.find(OutgoingMail, { mail: 'organizations.invitation' }),
    ]);
    expect(kept).toHaveLength(1);
    expect(mails.map(({ toAddress }) => toAddress).toSorted()).toEqual([one, one, other].toSorted());
    expect((await audited(scope, 'invitation.sent')).map(({ payload }) => payload)).toEqual([
      { invited: 1, roles: ['instructor'] },
      { invited: 2, roles: ['instructor'] },
    ]);
  });

  it('gives no role that the inviter could not give', async () => {
    const scope = await aScope(app);
    const { acting: admin } = await aMember(app, scope, ['admin']);
    const { acting: teacher } = await aMember(app, scope, ['instructor']);
    const invite = (acting: Scope, role: 'owner' | 'learner') =>
      keyOf(inviteByMail(acting, { roles: [role], days: 1, emails: [anAddress()] }));
    expect(await invite(admin, 'owner')).toBe('organizations.error.ownersOnly');
    expect(await invite(teacher, 'learner')).toBe('organizations.error.ownersOnly');
    expect(await keyOf(makeInvitationLink(admin, { roles: ['owner'], days: 1, uses: 1 }))).toBe(
      'organizations.error.ownersOnly',
    );
    expect(await scope.transaction(({ em }) => em.count(Invitation))).toBe(0);
  });

  it('refuses more than fifty at once, none at all, and no roles', async () => {
    const { acting } = await aMember(app, await aScope(app), ['owner']);
    const many = Array.from({ length: 51 }, anAddress);
    expect(await keyOf(inviteByMail(acting, { ...terms, emails: many }))).toBe('organizations.error.emails');
    expect(await keyOf(inviteByMail(acting, { ...terms, emails: [' '] }))).toBe('organizations.error.emails');
    expect(await keyOf(inviteByMail(acting, { roles: [], days: 3, emails: [anAddress()] }))).toBe(
      'organizations.error.noRole',
    );
  });
});

describe('a mailed invitation', () => {
  it('makes its reader a member with a verified address and its roles, once', async () => {
    const scope = await aScope(app);
    const { token, email, id } = await mailed(scope);
    const { user, session } = await join(scope, token);
    expect(user).toMatchObject({ email, roles: ['instructor'], name: 'Nia Neu' });
    expect(user.emailVerifiedAt).not.toBeNull();
    expect(session.id).toBeTruthy();
    expect(await keyOf(join(scope, token))).toBe('organizations.error.invitation.used');
    expect(await audited(scope, 'invitation.accepted')).toMatchObject([
      { targetId: user.id, payload: { invitation: id, roles: ['instructor'] } },
    ]);
  });

  it('ignores another address than its own', async () => {
    const scope = await aScope(app);
    const { token, email } = await mailed(scope);
    expect((await join(scope, token, anAddress())).user.email).toBe(email);
  });

  it('that is sent again works by the new mail only', async () => {
    const scope = await aScope(app);
    const { acting } = await aMember(app, scope, ['admin']);
    const { token, id } = await mailed(scope);
    await expire(scope, id);
    await resendInvitation(acting, id);
    expect(await keyOf(join(scope, token))).toBe('kernel.error.notFound');
    const open = await scope.transaction(({ em }) => em.findOneOrFail(Invitation, { id }));
    expect(open.expiresAt.getTime()).toBeGreaterThan(Date.now() + 13 * 86_400_000);
    expect(await audited(scope, 'invitation.resent')).toHaveLength(1);
  });

  it('is worth nothing when it has expired, was revoked, is guessed, or belongs to another organization', async () => {
    const scope = await aScope(app);
    const { acting } = await aMember(app, scope, ['admin']);
    const [old, revoked, theirs] = [await mailed(scope), await mailed(scope), await mailed(await aScope(app))];
    await expire(scope, old.id);
    await revokeInvitation(acting, revoked.id);
    expect(await keyOf(join(scope, old.token))).toBe('organizations.error.invitation.expired');
    expect(await keyOf(join(scope, revoked.token))).toBe('organizations.error.invitation.revoked');
    expect(await keyOf(join(scope, theirs.token))).toBe('kernel.error.notFound');
    expect(await keyOf(join(scope, `in_${'a'.repeat(43)}`))).toBe('kernel.error.notFound');
    expect(await keyOf(join(scope, old.id))).toBe('kernel.error.notFound');
    expect(await keyOf(revokeInvitation(acting, theirs.id))).toBe('kernel.error.notFound');
    expect(await keyOf(resendInvitation(acting, revoked.id))).toBe('organizations.error.invitationClosed');
    expect(await keyOf(resendInvitation(acting, theirs.id))).toBe('kernel.error.notFound');
  });

  it('adds its roles to those of a member, and to nobody but the one it was sent to', async () => {
    const scope = await aScope(app);
    const [member, other] = [await aMember(app, scope, ['learner']), await aMember(app, scope, ['learner'])];
    const { token } = await mailed(scope, member.email);
    expect(await keyOf(acceptInvitation(other.acting, token))).toBe('organizations.error.invitation.somebodyElse');
    await acceptInvitation(member.acting, token);
    const { roles } = await scope.transaction(({ em }) => em.findOneOrFail(User, { id: member.user.id }));
    expect(roles).toEqual(['instructor', 'learner']);
    expect(await keyOf(acceptInvitation(member.acting, token))).toBe('organizations.error.invitation.used');
  });
});

describe('a link', () => {
  it('lets in as many as it says, whose addresses are not verified by it', async () => {
    const scope = await aScope(app);
    const { acting } = await aMember(app, scope, ['admin']);
    const { url } = await makeInvitationLink(acting, { ...terms, uses: 2 });
    const token = tokenOf(url);
    expect(url).toContain(`/o/${scope.organization.slug}/invitations/in_`);
    expect((await join(scope, token, anAddress())).user.emailVerifiedAt).toBeNull();
    expect(await keyOf(join(scope, token))).toBe('kernel.field.needed');
    await join(scope, token, anAddress());
    expect(await keyOf(join(scope, token, anAddress()))).toBe('organizations.error.invitation.used');
  });

  it('gives its last place to one of two who come at once', async () => {
    const scope = await aScope(app);
    const { url } = await makeInvitationLink(scope, { ...terms, uses: 1 });
    const outcomes = await Promise.all([1, 2].map(() => keyOf(join(scope, tokenOf(url), anAddress()))));
    expect(outcomes.toSorted()).toEqual(['nothing was thrown', 'organizations.error.invitation.used']);
  });

  it('costs a member who has its roles no place', async () => {
    const scope = await aScope(app);
    const member = await aMember(app, scope, ['instructor']);
    const { url, invitation } = await makeInvitationLink(scope, { ...terms, uses: 1 });
    await acceptInvitation(member.acting, tokenOf(url));
    const { usesLeft } = await scope.transaction(({ em }) => em.findOneOrFail(Invitation, { id: invitation.id }));
    expect(usesLeft).toBe(1);
  });

  it('is stored as a hash, so that nobody who reads the table can use it', async () => {
    const scope = await aScope(app);
    const { url } = await makeInvitationLink(scope, { ...terms, uses: 1 });
    const rows = await scope.transaction(({ em }) => em.execute<object[]>('select * from invitation'));
    expect(JSON.stringify(rows)).not.toContain(tokenOf(url));
  });
});
