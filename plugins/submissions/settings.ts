import { z } from 'zod';
import { wholeNumber } from '#src/config/settings.ts';

/** How much people may have executed, and for how long it is kept. */
export const submissionSettings = z.object({
  EXECUTIONS_PER_MINUTE: wholeNumber(1, 100_000)
    .default(10)
    .describe('Submissions and runs that one person may begin within a minute'),
  SUBMISSION_OUTPUT_DAYS: wholeNumber(1, 36_500)
    .optional()
    .describe(
      'Days after which what programs and compilers wrote, and from where it was handed in, is removed from judged submissions; kept when not set. Source, verdict and receipt stay',
    ),
});
