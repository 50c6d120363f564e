import { z } from 'zod';
import { ProblemContent } from '../content/problem-content.ts';

/** A problem on its way to another installation: the draft whole, with hidden tests and solutions; topics go by name. */
export const ExportedProblem = z.object({
  format: z.literal('assay-problem'),
  formatVersion: z.literal(1),
  topics: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  problem: ProblemContent.omit({ topicIds: true }),
});
export type ExportedProblem = z.output<typeof ExportedProblem>;
