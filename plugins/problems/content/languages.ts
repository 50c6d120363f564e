import { z } from 'zod';
import { Claims, Harness, Limits, SourceFile } from '../judging/index.ts';

/** What a problem may ask for [CON-47]. */
const ownTime = Limits.shape.timeMs.unwrap().nullable().default(null);
const ownMemory = Limits.shape.memoryKb.unwrap().nullable().default(null);

/** Lines as people write them: `1-3, 10`. */
const lines = z
  .string()
  .trim()
  .regex(/^\d+(\s*-\s*\d+)?(\s*,\s*\d+(\s*-\s*\d+)?)*$/)
  .nullable()
  .default(null);

/** A file of a form, in which one that is empty does not come along. */
export const File = SourceFile.extend({ content: SourceFile.shape.content.default('') });

const Language = z.object({
  /** `python`, `cpp`: as the judges call it. */
  id: z.string().regex(/^[a-z][a-z\d-]{0,39}$/),
  /** What a student begins with; the lines in `locked` stay as they are. */
  starter: z
    .array(File.extend({ locked: lines }))
    .max(20)
    .default([]),
  /** Files that are there and that no student replaces. */
  given: z.array(File).max(20).default([]),
  timeMs: ownTime,
  memoryKb: ownMemory,
});

const words = z.array(z.string().trim().min(1).max(100)).max(100).default([]);

/** In what a problem is solved, and within which limits. */
export const Languages = z.object({
  limits: Limits.prefault({}),
  languages: z.array(Language).max(30).default([]),
  harness: Harness.extend({ parameters: Harness.shape.parameters.default([]) })
    .nullable()
    .default(null),
  /** Words that a solution may not, or must, contain [D2-04]; and what it may need at most. */
  rules: z.object({ forbidden: words, required: words, ...Claims.shape }).prefault({}),
});
export type Languages = z.infer<typeof Languages>;
export type Language = Languages['languages'][number];
