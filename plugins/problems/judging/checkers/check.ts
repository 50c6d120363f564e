import type { Words } from '../judgement.ts';

/** Null where it is right; else words that say what was expected, what came and what to look at. */
export type Check = (expected: string, actual: string) => Words | null;
