import type { Clock } from './clock.ts';

/** The answer to a question that many ask: asked once at a time, kept for so long, and a failure not at all. */
export function remembered<T>(clock: Clock, ms: number, ask: () => Promise<T>) {
  let known: { readonly answer: Promise<T>; readonly until: number } | null = null;
  return {
    get(): Promise<T> {
      if (known && known.until > clock.now()) return known.answer;
      const mine = { answer: ask(), until: clock.now() + ms };
      known = mine;
      mine.answer.catch(() => {
        if (known === mine) known = null;
      });
      return mine.answer;
    },
    forget() {
      known = null;
    },
  };
}
