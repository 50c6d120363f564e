import { mailKind } from '#src/mail/mail-kind.ts';
import { definePlugin } from '#src/plugin.ts';
import { invitationCommands } from './invitations/commands.ts';
import { memberActRoutes } from './members/member-act-routes.ts';
import { memberCommands } from './members/commands.ts';
import { acceptanceRoutes } from './invitations/acceptance-routes.ts';
import { invitationRoutes } from './invitations/invitation-routes.ts';
import { homeRoutes } from './home/home-routes.ts';
import { keeperPanel } from './home/keeper-panel.ts';
import { logoRoutes } from './settings/logo-routes.ts';
import { ownSettings, settingPages } from './settings/setting-routes.ts';
import { actSentences } from './act-sentences.ts';
import { places } from './navigation.ts';
import { healthRoutes } from './operator/health-routes.ts';
import { organizationRoutes } from './operator/organization-routes.ts';
import { demoMembers } from './demo.ts';
import { Invitation } from './invitations/invitation.entity.ts';
import { invitationMail } from './invitations/invitation-mail.ts';
import { memberRoutes } from './members/member-routes.ts';
import { approvalMail, refusalMail } from './members/decision-mails.ts';

export default definePlugin({
  name: 'organizations',
  requires: ['accounts'],
  entities: [Invitation],
  routes: [
    ...homeRoutes,
    ...memberRoutes,
    ...memberActRoutes,
    ...invitationRoutes,
    ...acceptanceRoutes,
    ...settingPages,
    ...logoRoutes,
    ...organizationRoutes,
    ...healthRoutes,
  ],
  commands: [...memberCommands, ...invitationCommands],
  contributes: [
    demoMembers,
    ...actSentences,
    ...places,
    keeperPanel,
    ...ownSettings,
    mailKind(invitationMail),
    mailKind(approvalMail),
    mailKind(refusalMail),
  ],
});
