import { z } from 'zod';

const percent = z.int().min(0).max(100);

/** What a model is asked to answer. Correctness is not asked: the tests say it. */
export const ModelAnswer = z.object({
  summary: z.string().describe('Two or three sentences about the program as a whole'),
  strengths: z.array(z.string()).describe('Two or three things that are done well'),
  improvements: z.array(z.string()).describe('Two or three things to do better, the most important first'),
  suggestions: z
    .array(
      z.object({
        file: z.string().describe('Path of the file'),
        lineStart: z.int(),
        lineEnd: z.int(),
        suggestedCode: z.string().nullable().describe('At most a few lines, or null where words are enough'),
        explanation: z.string(),
      }),
    )
    .describe('One or two, each about certain lines'),
  conceptualErrors: z.array(z.string()).describe('What seems to be misunderstood; empty where nothing is'),
  complexity: z.object({ time: z.string(), space: z.string(), explanation: z.string() }).nullable(),
  resources: z.array(z.object({ title: z.string(), url: z.string().nullable() })),
  scores: z.object({ efficiency: percent, codeQuality: percent, bestPractices: percent, security: percent }),
});
export type ModelAnswer = z.output<typeof ModelAnswer>;
