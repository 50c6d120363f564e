import { z } from 'zod';

/** What stands in one cell of the gradebook. */
export const Grade = z.object({
  columnId: z.string(),
  personId: z.string(),
  /** In points of the column; null when the cell is empty. */
  score: z.number().nullable(),
  comment: z.string().nullable(),
  activityProgress: z.string().nullable(),
  gradingProgress: z.string().nullable(),
  /** Milliseconds since 1970 at which the score changed, as the tool said: only a later one replaces it. */
  timestamp: z.number(),
  /** Submissions that were counted. */
  attempts: z.int(),
  submittedAt: z.string().nullable(),
  by: z.enum(['tool', 'person']),
  /** A person said that no tool shall change it. */
  isKept: z.boolean(),
});
export type Grade = Readonly<z.output<typeof Grade>>;

export const cellKey = (columnId: string, personId: string) => `${columnId} ${personId}`;

/** A score that a tool sent, whatever became of it. */
export interface ScorePost {
  readonly columnId: string;
  /** As the tool wrote it. */
  readonly userId: string;
  readonly payload: unknown;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** With which status it was answered. */
  readonly status: number;
}
