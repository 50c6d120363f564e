import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import { organizationId } from '#src/people/commands.ts';
import { organizationRoles } from '#src/people/user.entity.ts';
import { inviteByMail } from './invite-by-mail.ts';
import { makeInvitationLink } from './make-invitation-link.ts';
import { usualDays } from './new-invitation.ts';
import { revokeInvitation } from './revoke-invitation.ts';

const org = z.string().describe('Slug of the organization');
const role = z.enum(organizationRoles, `has to be one of ${organizationRoles.join(', ')}`);
const count = (usual: number) => z.string().regex(/^\d+$/, 'has to be a number').default(String(usual));

const inviteCommand = defineCommand({
  name: 'invite',
  summary: 'Invites people to an organization by mail, or without --email by a link that is printed once',
  options: z.object({
    org,
    email: z.array(z.string()).default([]).describe('Address; may be given several times'),
    role: z.array(role).default(['learner']).describe('What they become; may be given several times'),
    days: count(usualDays).describe('How long it is good'),
    uses: count(1).describe('How many people a link is for'),
  }),
  async run(shell, { org: slug, email: emails, role: roles, ...numbers }) {
    const [days, uses] = [Number(numbers.days), Number(numbers.uses)];
    const installation = await shell.scope();
    return installation.within(await organizationId(installation, slug), async (scope) => {
      if (emails.length > 0) {
        const results = await inviteByMail(scope, { emails, roles, days });
        return { data: { results }, text: results.map(({ email, outcome }) => `${email}  ${outcome}`).join('\n') };
      }
      const { invitation, url } = await makeInvitationLink(scope, { roles, days, uses });
      return { data: { id: invitation.id, url }, text: `Shown this once: ${url}` };
    });
  },
});

const revokeCommand = defineCommand({
  name: 'revoke-invitation',
  summary: 'Makes an invitation worth nothing from now on',
  options: z.object({ org, id: z.uuid().describe('Id of the invitation') }),
  async run(shell, { org: slug, id }) {
    const installation = await shell.scope();
    const organization = await organizationId(installation, slug);
    await installation.within(organization, (scope) => revokeInvitation(scope, id));
    return { data: { id }, text: 'The invitation is revoked.' };
  },
});

export const invitationCommands = [inviteCommand, revokeCommand];
