import { z } from 'zod';
import { defineMail } from '#src/mail/define-mail.ts';
import { alarmKinds } from './spending-state.ts';

/** To those who look after the organization: reviews cost more than they should. */
export const spendingMail = defineMail({
  name: 'ai-reviews.spending',
  data: z.object({
    kind: z.enum(alarmKinds),
    /** US dollars: what it is, and what it should be at most. */
    amount: z.number(),
    limit: z.number(),
    organization: z.string(),
    url: z.url(),
  }),
});
