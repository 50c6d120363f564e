import { z } from 'zod';
import { defineEvent } from '#src/events.ts';
import { verdicts } from './verdicts.ts';

/** Told once for each judging; `judgement` counts them, from 1. */
export const submissionJudged = defineEvent(
  'submission.judged',
  z.object({
    submissionId: z.uuid(),
    judgement: z.int(),
    status: z.enum(verdicts),
    /** Of what kind the place is where it was made; null for the problem itself. */
    placeKind: z.string().nullable().default(null),
  }),
);
