import type { Words } from '#plugins/problems';

export type HintText = Words | string;

/** Lines of the program as it stood when the hint was asked for, from 1, both ends included, and what stood in them. */
export interface HintedLines {
  readonly file: string;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly code: string;
}

/** What a hint says: a text of ours, which is said in the reader's language, or Markdown of an author or a model. */
export interface HintContent {
  readonly parts: readonly HintText[];
  readonly lines: readonly HintedLines[];
  /** In words, one after the other. */
  readonly steps: readonly HintText[];
}
