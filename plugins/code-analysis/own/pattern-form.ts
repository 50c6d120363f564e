import { z } from 'zod';
import { languageIds } from '../languages.ts';
import { dimensions, severities } from '../patterns/pattern.ts';
import { writings } from './own-pattern.entity.ts';

const code = z.string().min(1).max(5_000);

/** What somebody says of a pattern of theirs. */
export const PatternForm = z.object({
  name: z.string().trim().min(1).max(100),
  language: z.enum(languageIds),
  dimension: z.enum(dimensions),
  severity: z.enum(severities),
  message: z.string().trim().min(1).max(1_000),
  writing: z.enum(writings),
  source: code,
  bad: code,
  good: code,
});
export type PatternForm = z.output<typeof PatternForm>;

/** The same of one that stands already. */
export const EditedPattern = PatternForm.extend({ version: z.int32().min(1) });
