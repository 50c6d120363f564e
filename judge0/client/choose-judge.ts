import type { Clock } from './clock.ts';
import type { Judge } from './judge.ts';

/** Boxes that a judge gets before it has said how many workers it has. */
const unknownWorkers = 4;

/** How many boxes a judge gets at a time: enough to keep it busy, few enough that what is urgent need not wait behind them. */
export const capacityOf = (judge: Judge) => 2 * Math.max(1, judge.lastFacts?.workers ?? unknownWorkers);

/** Milliseconds until a judge may get boxes again; 0: now. */
export const restOf = (judge: Judge, clock: Clock) =>
  Math.max(judge.breaker.waitMs(), judge.pausedUntil - clock.now(), 0);

/**
 * Who gets the next box: of those that are well and have room the one that is used least for its size, and of equals the one
 * that answered fastest. A judge that has just failed counts as half as large.
 */
export function chooseJudge(judges: readonly Judge[], clock: Clock): Judge | null {
  const [best] = judges
    .filter((judge) => restOf(judge, clock) === 0 && judge.inFlight < room(judge))
    .toSorted((a, b) => load(a) - load(b) || (a.latencyMs ?? 0) - (b.latencyMs ?? 0));
  return best ?? null;
}

/** Of a judge that is tried after failures we want one answer first. */
const room = (judge: Judge) => (judge.breaker.state === 'closed' ? capacityOf(judge) : judge.inFlight + 1);

const load = (judge: Judge) => ((judge.inFlight + 1) / capacityOf(judge)) * (judge.breaker.failure ? 2 : 1);
