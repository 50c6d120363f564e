import { z } from 'zod';
import { solutionRoles } from '../content/solutions.ts';
import { Words } from '../judging/index.ts';

/** What one solution of the author did; null is one that has not run yet. */
export const Trial = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(solutionRoles),
  language: z.string(),
  verdict: z.string().nullable(),
  /** Whether it did what it should. */
  isRight: z.boolean().nullable(),
  /** Places of the tests that it failed, from 1. */
  failedTests: z.array(z.int()),
  /** What the compiler said. */
  compileOutput: z.string().nullable(),
  /** Rules and claims that it broke. */
  brokenRules: z.array(Words).default([]),
  /** While it has not run: no judge answers. */
  isUnanswered: z.boolean().default(false),
});
export type Trial = z.infer<typeof Trial>;
