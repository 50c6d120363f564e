import { z } from 'zod';
import { defineMail } from './define-mail.ts';

/** What an operator sends to see whether mail works. */
export const testMail = defineMail({
  name: 'kernel.test',
  data: z.object({ address: z.email(), sentAt: z.iso.datetime(), zone: z.string() }),
});
