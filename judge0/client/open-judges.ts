import type { Logger } from 'pino';
import type { OutboundFetch } from '#src/outbound/outbound.ts';
import type { Ended } from './answers.ts';
import type { LanguageMap } from '../languages/choose-language.ts';
import { systemClock, type Clock } from './clock.ts';
import { Dispatch } from './dispatch.ts';
import type { Errand, ErrandRequest, ErrandResult } from './errand.ts';
import { JudgesUnavailable } from './judge-failure.ts';
import { createJudge, type Judge } from './judge.ts';
import { openRest } from './rest.ts';
import { watchAnswers } from './watch-answers.ts';

/** All judges of this process, as one that runs boxes. */
export interface Judges {
  readonly judges: readonly Judge[];
  /** Boxes that no judge has yet. */
  readonly waiting: number;
  /** Where judges may call when something has ended; null: nowhere. */
  readonly callbackUrl: string | null;
  /**
   * Ends with what one judge made of the box. Rejects with JudgesUnavailable when none did in time, JudgeRefusal when the
   * request is wrong, or the signal's reason.
   */
  run<Built>(request: ErrandRequest<Built>, signal: AbortSignal): Promise<ErrandResult<Built>>;
  /**
   * A submission has ended: where only its token is said, its judge is asked for it. False where nobody waits for it here. How one has
   * ended is believed, so that only a judge of our own may tell it, no callback.
   */
  tell(ended: Ended): boolean;
  /** Whoever still waits, or asks from now on, is told that no judge ended it. */
  close(): void;
}

export interface JudgeAddress {
  readonly url: string;
  readonly token: string | null;
}

export interface JudgesOptions {
  readonly addresses: readonly JudgeAddress[];
  readonly fetch: OutboundFetch;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly languageMap?: LanguageMap;
  readonly callbackUrl?: string | null;
  /** Whether `tell` is called for each end. */
  readonly tellsEnds?: boolean;
  /** For one call to a judge. */
  readonly timeoutMs?: number;
  /** How long a box may wait, and be tried again, before it is given up. */
  readonly patienceMs?: number;
}

export function openJudges(options: JudgesOptions): Judges {
  const { clock = systemClock, callbackUrl = null, patienceMs = 180_000 } = options;
  const judges = options.addresses.map((address) => judgeAt(address, clock, options));
  const dispatch = new Dispatch(judges, clock);
  let number = 0;
  const open = new Set<Errand>();
  let isClosed = false;
  return {
    judges,
    callbackUrl,
    get waiting() {
      return dispatch.waiting;
    },
    tell: (ended) => dispatch.tell(ended),
    run: (request, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        if (isClosed || judges.length === 0) return reject(noJudge(isClosed));
        const cancel = clock.after(patienceMs, () => errand.fail(new JudgesUnavailable(reasonsOf(judges))));
        const look = watchAnswers(judges, clock, (isAnswered) => request.noticed?.(isAnswered));
        const abort = () => errand.fail(signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        const over = () => {
          open.delete(errand);
          cancel();
          look.end();
          signal.removeEventListener('abort', abort);
        };
        const succeed = resolve as (result: ErrandResult) => void;
        const errand = newErrand(request, number++, { over, succeed, fail: reject });
        open.add(errand);
        dispatch.add(errand);
      }),
    close() {
      isClosed = true;
      dispatch.close();
      for (const errand of open) errand.fail(noJudge(true));
    },
  };
}

const noJudge = (isClosed: boolean) =>
  new JudgesUnavailable({ judges: isClosed ? 'this process ends' : 'none is configured' });

function judgeAt({ url, token }: JudgeAddress, clock: Clock, options: JudgesOptions) {
  const { fetch, log, languageMap = {}, tellsEnds = false, timeoutMs = 15_000 } = options;
  const rest = openRest({ url, token, fetch, timeoutMs });
  return createJudge({ name: nameOf(url), rest, clock, log, languageMap, tellsEnds });
}

interface Ending {
  readonly over: () => void;
  readonly succeed: (result: ErrandResult) => void;
  readonly fail: (error: unknown) => void;
}

/** It ends once: whatever comes later, from another judge or the same, is dropped. */
function newErrand(request: ErrandRequest, number: number, { over, succeed, fail }: Ending): Errand {
  let isOver = false;
  const once = (work: () => void) => {
    if (isOver) return;
    isOver = true;
    over();
    work();
  };
  return {
    request,
    number,
    spoiled: new Set(),
    attempts: 0,
    isOver: () => isOver,
    succeed: (result) => once(() => succeed(result)),
    fail: (error) => once(() => fail(error)),
  };
}

const reasonsOf = (judges: readonly Judge[]) =>
  Object.fromEntries(
    judges.map(({ name, breaker, pausedUntil }) => [
      name,
      breaker.failure?.message ?? (pausedUntil > 0 ? 'its queue stays full' : 'it did not come to an end'),
    ]),
  );

function nameOf(url: string) {
  const { host, pathname } = new URL(url);
  return host + pathname.replace(/\/$/, '');
}
