import { z } from 'zod';
import { Difficulty } from './difficulty.ts';

const longest = 50_000;
const text = (most = longest) => z.string().max(most).nullable().default(null);

export const problemTypes = ['algorithm', 'bugFix', 'feature'] as const;
export const visibilities = ['public', 'private'] as const;

/** Trimmed, in small letters. */
const tag = z.string().trim().toLowerCase().min(1).max(40);

/** What a problem says to people. Texts are Markdown; null is one that nobody has written yet. */
export const Words = z.object({
  title: z.string().trim().min(1).max(200),
  /** Where such a task comes up at work. */
  scenario: text(5_000),
  statement: text(),
  inputFormat: text(),
  outputFormat: text(),
  constraints: text(),
  type: z.enum(problemTypes).default('algorithm'),
  difficulty: Difficulty.default('beginner'),
  category: z.string().trim().max(80).nullable().default(null),
  tags: z.array(tag).max(20).default([]),
  /** Under which the catalogue has it. */
  topicIds: z.array(z.uuid()).max(20).default([]),
  /** What somebody can do afterwards. */
  outcomes: z.array(z.string().trim().min(1).max(300)).max(20).default([]),
  /** Of those that jobs ask for, the ones that are practised, as people write them. */
  skills: z.array(z.string().trim().min(1).max(60)).max(12).default([]),
  estimatedMinutes: z.int().min(1).max(6000).nullable().default(null),
  visibility: z.enum(visibilities).default('public'),
  /** From a nudge to nearly the answer. */
  hints: z.array(z.string().max(5000)).max(10).default([]),
  /** How it is solved, for those who have. */
  editorial: text(),
});
export type Words = z.infer<typeof Words>;
