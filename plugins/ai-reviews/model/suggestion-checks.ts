import type { Suggestion } from '../content/review-content.ts';

/** Checks each suggestion once, while the answer goes on. */
export interface SuggestionChecks {
  /** Those of a list that have passed so far; the others begin to be looked at. */
  passed(suggestions: readonly Suggestion[]): readonly Suggestion[];
  /** The same when all of them have been looked at. */
  settled(suggestions: readonly Suggestion[]): Promise<readonly Suggestion[]>;
}

/** `check` says what remains of one, null for nothing; `changed` is called after each that passed. */
export function openSuggestionChecks(
  check: (suggestion: Suggestion) => Promise<Suggestion | null>,
  changed: () => void,
): SuggestionChecks {
  const begun = new Map<string, Promise<Suggestion | null>>();
  const ended = new Map<string, Suggestion | null>();
  const begin = (suggestion: Suggestion) => {
    const key = JSON.stringify(suggestion);
    const running = begun.get(key) ?? run(key, suggestion);
    begun.set(key, running);
    return running;
  };
  const run = async (key: string, suggestion: Suggestion) => {
    const remains = await check(suggestion);
    ended.set(key, remains);
    if (remains) changed();
    return remains;
  };
  return {
    passed(suggestions) {
      // Who is interested in how it ends asks with `settled`.
      for (const suggestion of suggestions) begin(suggestion).catch(() => undefined);
      return suggestions.flatMap((suggestion) => ended.get(JSON.stringify(suggestion)) ?? []);
    },
    settled: async (suggestions) =>
      (await Promise.all(suggestions.map(begin))).filter((suggestion) => suggestion !== null),
  };
}
