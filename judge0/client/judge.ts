import type { Logger } from 'pino';
import { createBreaker, type Breaker } from './breaker.ts';
import type { Clock } from './clock.ts';
import { hasKnownEscapes, readFacts, type JudgeFacts } from './judge-facts.ts';
import { JudgeFailure } from './judge-failure.ts';
import { remembered } from './remembered.ts';
import type { Rest } from './rest.ts';
import type { LanguageMap } from '../languages/choose-language.ts';

/** One judge as this process knows it. */
export interface Judge {
  readonly name: string;
  readonly rest: Rest;
  readonly breaker: Breaker;
  /** Whether we hear of each end by itself, so that it need not be asked all the time. */
  readonly tellsEnds: boolean;
  /** Asked at most once a minute, and anew after a failure. Rejects with JudgeFailure. */
  readonly facts: () => Promise<JudgeFacts>;
  /** What was answered last; null before the first answer. */
  readonly lastFacts: JudgeFacts | null;
  /** Boxes that it has and has not ended. */
  inFlight: number;
  /** No new boxes before this moment: its queue is full. */
  pausedUntil: number;
  /** Times that its queue was full, since it last took something. */
  fullInARow: number;
  /** Boxes in one request: fewer after a full queue. */
  batchSize: number;
  /** Milliseconds from sending to result, the newest counting most; null before the first. */
  latencyMs: number | null;
  /** Every call goes through here, so that what fails is noticed. */
  call<T>(work: () => Promise<T>): Promise<T>;
}

export interface JudgeOptions {
  /** Its address without user and password, for pages and logs. */
  readonly name: string;
  readonly rest: Rest;
  readonly clock: Clock;
  readonly log: Logger;
  readonly languageMap: LanguageMap;
  readonly tellsEnds: boolean;
}

const factsLastMs = 60_000;

export function createJudge({ name, rest, clock, log, languageMap, tellsEnds }: JudgeOptions): Judge {
  const breaker = createBreaker(clock);
  let last: JudgeFacts | null = null;
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    breaker.begin();
    try {
      const result = await work();
      breaker.succeeded();
      return result;
    } catch (error) {
      noteFailure(error);
      throw error;
    }
  };
  const facts = remembered(clock, factsLastMs, async () => {
    const before = last?.version;
    last = await call(() => readFacts(rest, languageMap, call));
    if (last.version !== before) warnOfEscapes(log, name, last.version);
    return last;
  });
  const noteFailure = (error: unknown) => {
    // A full queue, and a refusal, are answers of a judge that is well.
    if (!(error instanceof JudgeFailure) || error.reason === 'queueFull') return breaker.succeeded();
    if (!breaker.failure) log.warn({ judge: name, reason: error.reason }, `a judge fails: ${error.message}`);
    breaker.failed(error);
    facts.forget();
  };
  const known = { name, rest, breaker, tellsEnds };
  const counters = { inFlight: 0, pausedUntil: 0, fullInARow: 0, batchSize: 20, latencyMs: null };
  return {
    ...known,
    facts: () => facts.get(),
    get lastFacts() {
      return last;
    },
    ...counters,
    call,
  };
}

function warnOfEscapes(log: Logger, judge: string, version: string) {
  if (hasKnownEscapes(version))
    log.warn({ judge, version }, 'this judge lets programs out of their box: update it to 1.13.1');
}

const fullMs = 250;
const longestFullMs = 15_000;

/** Its queue is full: wait, longer each time, and come back with less. */
export function pause(judge: Judge, clock: Clock) {
  const ms = Math.min(longestFullMs, fullMs * 2 ** judge.fullInARow);
  judge.fullInARow += 1;
  judge.pausedUntil = clock.now() + ms * (0.75 + Math.random() / 2);
  judge.batchSize = Math.max(1, Math.floor(judge.batchSize / 2));
}
