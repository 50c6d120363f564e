import type { PatternId } from './pattern-ids.ts';

/** Keys of what is said to a student about a pattern of the library: what it is, why it matters, what to do instead. */
export const patternTexts = (id: PatternId) => ({
  title: `code-analysis.pattern.${id}.title`,
  why: `code-analysis.pattern.${id}.why`,
  instead: `code-analysis.pattern.${id}.instead`,
});
