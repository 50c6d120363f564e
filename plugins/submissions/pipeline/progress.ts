import type { JudgingEvent, TestResult } from '#plugins/problems';
import { LostClaim } from './lost-claim.ts';

/** Time for further results to come before those that came are stored together. */
const gatherMs = 150;

export interface Progress {
  /** Aborts when another run judges the submission now. */
  readonly lost: AbortSignal;
  add(event: JudgingEvent): void;
  /** Whether a result is stored as it is; the points of a group are only certain at the end. */
  has(result: TestResult): boolean;
  /** Waits for what is being stored, and stores no more. */
  close(): Promise<void>;
}

interface Written {
  readonly store: (results: readonly TestResult[]) => Promise<void>;
  /** No judge answers any more, or one does again. */
  readonly noteJudges: (isAnswered: boolean) => Promise<void>;
}

/**
 * Brings results to the database while others are still on their way: what comes within a moment goes together, and one write
 * follows the other. What could not be written is written with the verdict.
 */
export function openProgress({ store, noteJudges }: Written): Progress {
  const lost = new AbortController();
  const stored = new Map<string, string>();
  let waiting: TestResult[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();
  const write = async () => {
    const results = waiting;
    waiting = [];
    try {
      await store(results);
      for (const result of results) stored.set(result.testId, outcomeOf(result));
    } catch (error) {
      if (error instanceof LostClaim) lost.abort(error);
    }
  };
  return {
    lost: lost.signal,
    has: (result) => stored.get(result.testId) === outcomeOf(result),
    add(event) {
      if (event.kind === 'judges') writing = writing.then(() => noteJudges(event.isAnswered)).catch(() => undefined);
      if (event.kind !== 'test') return;
      waiting.push(event.result);
      timer ??= setTimeout(() => {
        timer = null;
        writing = writing.then(write);
      }, gatherMs);
    },
    async close() {
      if (timer) clearTimeout(timer);
      await writing;
    },
  };
}

const outcomeOf = ({ status, points }: TestResult) => `${status} ${points}`;
