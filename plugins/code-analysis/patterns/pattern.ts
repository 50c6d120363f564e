import { z } from 'zod';
import { languageIds } from '../languages.ts';
import type { PatternId } from './pattern-ids.ts';

/** What of a program a pattern says something about. */
export const dimensions = ['correctness', 'efficiency', 'style', 'readability', 'practice'] as const;
/** `error`: it does not do what was meant. `warning`: it will not, some day. `hint`: it could be said better. */
export const severities = ['error', 'warning', 'hint'] as const;

/** Parts of a rule of ast-grep; what they may hold is checked by ast-grep itself, for a language (`checkRule`). */
const RulePart = z.record(z.string(), z.unknown());

/** How ast-grep finds a pattern, and what with. */
export const Finding = z.object({
  rule: RulePart,
  constraints: z.record(z.string(), RulePart).optional(),
  utils: z.record(z.string(), RulePart).optional(),
});
export type Finding = z.output<typeof Finding>;

/** A rule for languages in which it is the same, with the two programs that are its test. */
const PatternRule = Finding.extend({
  languages: z.array(z.enum(languageIds)).min(1),
  bad: z.string().min(1),
  /** Where the rule matches the bad program, from 1; in the good one it matches nowhere. */
  lines: z.array(z.int().positive()).min(1),
  good: z.string().min(1),
});
export type PatternRule = z.output<typeof PatternRule>;

/** A file of the library. Its name says the pattern's id, by which the languages' files have title, reason and advice. */
export const PatternFile = z.object({
  dimension: z.enum(dimensions),
  severity: z.enum(severities),
  rules: z.array(PatternRule).min(1),
});

export interface Pattern extends z.output<typeof PatternFile> {
  readonly id: PatternId;
}
