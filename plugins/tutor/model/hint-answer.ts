import { z } from 'zod';

/** What a model is asked to answer. */
export const HintAnswer = z.object({
  text: z.string().describe('One to three sentences for the student, in Markdown without code blocks'),
  lines: z
    .array(z.object({ file: z.string(), lineStart: z.int(), lineEnd: z.int() }))
    .describe('Lines of the program to look at, by the numbers given; empty unless a place is asked for'),
  steps: z
    .array(z.string())
    .describe('Three to eight steps in plain words; empty unless steps are asked for. Never code'),
});
export type HintAnswer = z.output<typeof HintAnswer>;
