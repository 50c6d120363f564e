import { z } from 'zod';
import { defineEvent } from '#src/events.ts';

export const submissionReceived = defineEvent(
  'submission.received',
  z.object({
    submissionId: z.uuid(),
    /** Of what kind the place is where it was made; null for the problem itself. */
    placeKind: z.string().nullable().default(null),
  }),
);
