import { hintKinds, mostHints, type HintKind } from '../kinds.ts';

/**
 * What the author of a problem wrote that fits a kind of hint: their hints go from a nudge to nearly the answer, and are dealt out
 * over the kinds in that order. Where there are fewer of them than kinds, the last kinds have none.
 */
export function authorShare(hints: readonly string[], kind: HintKind): readonly string[] {
  const parts = Math.max(mostHints, hints.length);
  return hints.filter((_, index) => Math.floor((index * mostHints) / parts) === hintKinds.indexOf(kind));
}
