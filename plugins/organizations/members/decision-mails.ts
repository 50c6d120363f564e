import { z } from 'zod';
import { defineMail } from '#src/mail/define-mail.ts';

/** To somebody who signed up and waited: they are in. */
export const approvalMail = defineMail({
  name: 'organizations.approval',
  data: z.object({ organization: z.string(), signInUrl: z.url() }),
});

/** To somebody who signed up and waited: they are not. */
export const refusalMail = defineMail({
  name: 'organizations.refusal',
  data: z.object({ organization: z.string() }),
});
