import { z } from 'zod';
import { Words } from '#plugins/problems';

/** What a model wrote, in Markdown, or texts of ours, which are said in the reader's language: of several the first is a title. */
export const ReviewText = z.union([z.string().min(1).max(2_000), Words, z.array(Words).min(1).max(5)]);
export type ReviewText = z.output<typeof ReviewText>;

const percent = z.int().min(0).max(100);

/** 0 to 100 each; null where whoever wrote the review does not judge it. They are no points and become none. */
export const Scores = z.object({
  correctness: percent.nullable(),
  efficiency: percent.nullable(),
  codeQuality: percent.nullable(),
  bestPractices: percent.nullable(),
  security: percent.nullable(),
});
export type Scores = z.output<typeof Scores>;

/** About some lines of one file, counted from 1, both ends included. */
export const Suggestion = z.object({
  file: z.string(),
  lineStart: z.int().min(1),
  lineEnd: z.int().min(1),
  currentCode: z.string(),
  suggestedCode: z.string().nullable(),
  explanation: ReviewText,
});
export type Suggestion = z.output<typeof Suggestion>;

/** All that a review says, whoever wrote it [H1-04, H1-06, CON-37]. */
export const ReviewContent = z.object({
  scores: Scores,
  /** The mean of those that are given. */
  overallScore: percent.nullable(),
  summary: ReviewText,
  strengths: z.array(ReviewText).max(5),
  improvements: z.array(ReviewText).max(8),
  suggestions: z.array(Suggestion).max(5),
  conceptualErrors: z.array(ReviewText).max(5),
  complexity: z.object({ time: z.string(), space: z.string(), explanation: ReviewText }).nullable(),
  resources: z.array(z.object({ title: ReviewText, url: z.url().nullable() })).max(5),
});
export type ReviewContent = z.output<typeof ReviewContent>;

/** The part of it that is there while somebody still writes; figures come last. */
export type ContentSoFar = Omit<ReviewContent, 'scores' | 'overallScore' | 'summary'> & {
  readonly summary: ReviewText | null;
};
