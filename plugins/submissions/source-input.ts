import { z } from 'zod';

/** Characters of one file at most [F1-03]. */
export const longestFile = 10_000;
const mostFiles = 20;
/** Of a request with a program: far more than may be handed in, so that what is too long is refused with words that say so. */
export const mostBytes = 5_000_000;

/** Letters, digits and `_ . -` in each part, so that a path never leaves its folder. */
const path = z
  .string()
  .max(100)
  .regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/);

export const SourceInput = z.object({
  path: path.describe('Where the file lies'),
  content: z.string().default(''),
});

/** What somebody hands in: all files of a program, or the text of its main file. */
export const ProgramInput = z.object({
  language: z.string().min(1).max(50).describe('One that the problem takes, such as `python`'),
  files: z.array(SourceInput).max(mostFiles).optional().describe('The first is the one that is started'),
  code: z.string().optional().describe('In place of `files`, the text of the only file'),
});
export type ProgramInput = z.output<typeof ProgramInput>;
