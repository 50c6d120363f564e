import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { defineCommand, type Shell } from '#src/commands/command.ts';
import { DomainError, notFound } from '#src/errors.ts';
import { organizationId } from '#src/people/commands.ts';
import { Session } from '#src/people/session.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { endEverySession } from '#src/sessions/end-every-session.ts';
import { removeSecondFactor } from '#src/sessions/second-factor/change-second-factor.ts';
import { resetLink } from './recovery/ask-for-reset.ts';

const whose = {
  org: z.string().describe('Slug of the organization'),
  email: z.string().describe('E-mail address of the person'),
};
const Whose = z.object(whose);

/** A command about one person: what it does to them, and what it then says. */
const aboutPerson = (
  name: string,
  summary: string,
  act: (scope: Scope, user: User) => Promise<{ readonly text: string; readonly data?: Record<string, unknown> }>,
) =>
  defineCommand({
    name,
    summary,
    options: Whose,
    run: (shell, { org, email }) =>
      inside(shell, org, async (scope) => {
        const user = await scope.em.findOne(User, { email: email.trim().toLowerCase(), erasedAt: null });
        if (!user) throw notFound(`${email} in ${org}`);
        const { text, data = {} } = await act(scope, user);
        return { data: { id: user.id, email: user.email, ...data }, text };
      }),
  });

const told = (scope: Scope, action: string, { id }: User) =>
  scope.afterCommit(() => audit(scope, { action, target: { type: 'user', id } }));

async function inside<R>(shell: Shell, org: string, work: (scope: Scope) => Promise<R>): Promise<R> {
  const scope = await shell.scope();
  return scope.within(await organizationId(scope, org), (scope) => scope.transaction(work));
}

const verifyEmail = aboutPerson('verify-email', 'Counts an address as confirmed', async (scope, user) => {
  user.emailVerifiedAt ??= scope.now();
  told(scope, 'email.verified', user);
  return { text: `${user.email} counts as confirmed.` };
});

const resetPassword = aboutPerson(
  'reset-password',
  'Prints a link for a new password, good once and for an hour',
  async (scope, user) => {
    const link = await resetLink(scope, { id: user.id, email: user.email ?? '' });
    told(scope, 'password.linkMade', user);
    return { data: { link }, text: link };
  },
);

const suspendUser = aboutPerson('suspend-user', 'Shuts somebody out at once', async (scope, user) => {
  user.suspendedAt ??= scope.now();
  await endEverySession(scope, user.id);
  told(scope, 'user.suspended', user);
  return { text: `${user.email} is shut out.` };
});

const unsuspendUser = aboutPerson('unsuspend-user', 'Lets somebody in again who was shut out', async (scope, user) => {
  if (!user.suspendedAt) throw new DomainError('conflict', 'accounts.error.notSuspended');
  user.suspendedAt = null;
  told(scope, 'user.unsuspended', user);
  return { text: `${user.email} may sign in again.` };
});

const resetSecondFactor = aboutPerson(
  'reset-second-factor',
  "Takes a person's second factor away, when telephone and recovery codes are gone",
  async (scope, user) => {
    await removeSecondFactor(scope, user.id);
    return { text: `${user.email} signs in with the password alone, until they add a second factor again.` };
  },
);

const endSessions = aboutPerson('end-sessions', 'Signs somebody out everywhere', async (scope, user) => {
  const ended = await endEverySession(scope, user.id);
  return { data: { ended }, text: `Sessions ended: ${ended}` };
});

const listUsers = defineCommand({
  name: 'list-users',
  summary: 'Lists the people of an organization with the state of their accounts',
  options: z.object({ org: whose.org }),
  run: (shell, { org }) =>
    inside(shell, org, async (scope) => {
      const { em } = scope;
      const users = await em.find(User, {}, { orderBy: { name: 'asc', id: 'asc' } });
      const open = await em.find(Session, { revokedAt: null, expiresAt: { $gt: scope.now() } }, { fields: ['user'] });
      const people = users.map((user) => ({
        id: user.id,
        name: user.name,
        email: user.email ?? null,
        roles: user.roles,
        state: stateOf(user),
        sessions: open.filter((session) => session.user.id === user.id).length,
      }));
      const lines = people.map((one) => [one.email ?? '-', one.name, one.roles.join(','), one.state].join('  '));
      return { data: { people }, text: lines.join('\n') || 'Nobody is here.' };
    }),
});

function stateOf(user: User) {
  if (user.erasedAt) return 'erased';
  if (user.suspendedAt) return 'suspended';
  if (user.deletionRequestedAt) return 'to be deleted';
  if (user.awaitingApprovalSince) return 'awaits approval';
  return user.email && !user.emailVerifiedAt ? 'address not confirmed' : 'active';
}

export const accountCommands = [
  verifyEmail,
  resetPassword,
  suspendUser,
  unsuspendUser,
  resetSecondFactor,
  endSessions,
  listUsers,
];
