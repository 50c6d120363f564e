import { navItem, you } from '#src/http/nav-item.ts';
import { definePlugin } from '#src/plugin.ts';
import { accountCommands } from './commands.ts';
import { MailedToken } from './mailed-token.entity.ts';
import { accountMails } from './mails.ts';
import { operatorRoutes } from './operators/operator-routes.ts';
import { deletionRoutes } from './own/deletion-routes.ts';
import { eraseDeleted } from './own/erase-deleted.ts';
import { preferencesRoutes } from './own/preferences-routes.ts';
import { profileRoutes } from './own/profile-routes.ts';
import { secondFactorRoutes } from './own/second-factor-routes.ts';
import { securityRoutes } from './own/security-routes.ts';
import { sessionRoutes } from './own/session-routes.ts';
import { tokenRoutes } from './own/token-routes.ts';
import { whoAmI } from './own/who-am-i.ts';
import { publicProfileRoutes } from './profiles/public-profile.ts';
import { mailReset } from './recovery/ask-for-reset.ts';
import { recoveryRoutes } from './recovery/recovery-routes.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { admitPerson } from './sign-up/admit-person.ts';
import { verifyAgain } from './sign-up/mail-verification.ts';
import { signUpRoutes } from './sign-up/sign-up-routes.ts';

const ownPlace = navItem({
  heading: you,
  label: 'accounts.nav.account',
  path: '/account',
  icon: 'person',
  isFor: ({ kind }) => kind === 'user',
});

export default definePlugin({
  name: 'accounts',
  entities: [MailedToken],
  routes: [
    ...signInRoutes,
    ...operatorRoutes,
    ...signUpRoutes,
    ...recoveryRoutes,
    ...profileRoutes,
    ...preferencesRoutes,
    ...securityRoutes,
    ...secondFactorRoutes,
    ...sessionRoutes,
    ...tokenRoutes,
    ...deletionRoutes,
    ...whoAmI,
    // Behind /users/profile and /users/preferences, which are nobody's ids.
    ...publicProfileRoutes,
  ],
  jobs: [admitPerson, verifyAgain, mailReset, eraseDeleted],
  contributes: [...accountMails, ownPlace],
  commands: accountCommands,
});
