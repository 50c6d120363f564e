import { mailKind } from '#src/mail/mail-kind.ts';
import { definePlugin } from '#src/plugin.ts';
import { invitationCommands } from './invitations/commands.ts';
import { memberCommands } from './members/commands.ts';
import { Invitation } from './invitations/invitation.entity.ts';
import { invitationMail } from './invitations/invitation-mail.ts';
import { approvalMail, refusalMail } from './members/decision-mails.ts';

export default definePlugin({
  name: 'organizations',
  entities: [Invitation],
  commands: [...memberCommands, ...invitationCommands],
  contributes: [mailKind(invitationMail), mailKind(approvalMail), mailKind(refusalMail)],
});
