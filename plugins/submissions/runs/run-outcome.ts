import { z } from 'zod';
import { testStatuses, Words } from '#plugins/problems';

/** How one run of a program that was tried out went; `ended` where its own input was no test. */
export const TriedRun = z.object({
  /** The sample; null for own input. */
  testId: z.string().nullable(),
  status: z.enum(['ended', ...testStatuses]),
  timeMs: z.number().nullable(),
  memoryKb: z.number().nullable(),
  stdout: z.string(),
  stderr: z.string(),
  line: z.number().nullable(),
  words: Words.nullable(),
});

export const RunOutcome = z.object({
  brokenRules: z.array(Words),
  isCompiled: z.boolean(),
  compileOutput: z.string(),
  runs: z.array(TriedRun),
  /** While it runs: no judge answers. */
  isUnanswered: z.boolean().default(false),
});
export type RunOutcome = z.output<typeof RunOutcome>;
