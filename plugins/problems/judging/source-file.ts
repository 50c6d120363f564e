import { z } from 'zod';

/** A file of a program by its path in the working directory: relative, without `..`. */
export const SourceFile = z.object({
  path: z
    .string()
    .max(200)
    .regex(/^(?!\.{1,2}(\/|$))[\w.+@ -]+(\/(?!\.{1,2}(\/|$))[\w.+@ -]+)*$/),
  content: z.string().max(1_000_000),
});
export type SourceFile = z.output<typeof SourceFile>;
