import { definePlugin } from '#src/plugin.ts';
import { MailedToken } from './mailed-token.entity.ts';
import { accountMails } from './mails.ts';
import { eraseDeleted } from './own/erase-deleted.ts';
import { mailReset } from './recovery/ask-for-reset.ts';
import { admitPerson } from './sign-up/admit-person.ts';
import { verifyAgain } from './sign-up/mail-verification.ts';

export default definePlugin({
  name: 'accounts',
  entities: [MailedToken],
  jobs: [admitPerson, verifyAgain, mailReset, eraseDeleted],
  contributes: accountMails,
});
