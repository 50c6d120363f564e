import { z } from 'zod';
import { defineMail } from '#src/mail/define-mail.ts';
import { incidentKinds } from './judge-calls.ts';

/** What is told of an incident. */
export const IncidentTold = z.object({
  kind: z.enum(incidentKinds),
  state: z.enum(['begun', 'over']),
  calls: z.int(),
  /** Of them, failed or slow. */
  bad: z.int(),
});
export type IncidentTold = z.output<typeof IncidentTold>;

const Letter = IncidentTold.extend({ organization: z.string(), url: z.url() });
export type IncidentLetter = z.output<typeof Letter>;

/** To those who look after the organization, and who run the installation: the model fails or is slow, or does well again. */
export const incidentMail = defineMail({
  name: 'ai-reviews.incident',
  data: Letter,
});
