import type { Clock } from './clock.ts';
import type { Judge } from './judge.ts';

/** Between two looks; a judge that is away for less is nobody's matter. */
const pauseMs = 5_000;

/** Tells when every judge fails, and when one answers again; nothing while all is well. */
export function watchAnswers(judges: readonly Judge[], clock: Clock, tell: (isAnswered: boolean) => void) {
  let isAnswered = true;
  let cancel = clock.after(pauseMs, look);
  return { end: () => cancel() };

  function look() {
    const now = judges.some(({ breaker }) => breaker.failure === null);
    if (now !== isAnswered) tell(now);
    isAnswered = now;
    cancel = clock.after(pauseMs, look);
  }
}
