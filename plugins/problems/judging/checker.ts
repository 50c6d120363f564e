import { z } from 'zod';
import { isPattern } from './checkers/regex.ts';

/** How far a number may be from what is expected: the larger of the two allowances counts; one number means both. */
export const Tolerance = z.union([
  z.number().min(0).max(1),
  z.object({
    absolute: z.number().min(0).max(1e12),
    /** Of the expected number: 0.01 is one per cent. */
    relative: z.number().min(0).max(1),
  }),
]);
export type Tolerance = z.output<typeof Tolerance>;

/**
 * What makes an output right. `exact`: byte for byte. `trimmed`: without blanks at the ends of lines and empty lines at the end.
 * `tokens`: words, however they are spaced. `floats`: likewise, and numbers within the tolerance. `unorderedLines`: trimmed lines
 * in any order. `json`: one JSON value, deeply equal. `regex`: the whole trimmed output fits an RE2 pattern. `program`: the
 * author's own program decides, as README.md says.
 */
export const Checker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exact') }),
  z.object({ kind: z.literal('trimmed') }),
  z.object({ kind: z.literal('tokens') }),
  z.object({ kind: z.literal('floats'), tolerance: Tolerance }),
  z.object({ kind: z.literal('unorderedLines') }),
  z.object({ kind: z.literal('json'), tolerance: Tolerance.optional() }),
  z.object({
    kind: z.literal('regex'),
    pattern: z.string().min(1).max(1_000).refine(isPattern, 'problems.judging.refused.pattern'),
  }),
  z.object({ kind: z.literal('program'), language: z.string().min(1), source: z.string().min(1).max(200_000) }),
]);
export type Checker = z.output<typeof Checker>;
