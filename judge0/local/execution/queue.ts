import { nothingYet, textBytes, type Submission } from '../answers/submission.ts';
import type { Answers } from '../answers/open-answers.ts';
import { status } from '../answers/statuses.ts';
import type { Language } from '../languages/language.ts';
import { judgeSubmission, type Bench } from './judge-submission.ts';

/** Submissions in the order in which they came, a few of them running. */
export interface Queue {
  readonly slots: number;
  waiting(): number;
  working(): number;
  add(submission: Submission): void;
  /** Resolves when that submission is finished, with what came of it. */
  finished(token: string): Promise<Submission>;
  /** Stops what runs, and leaves what waits on disk for the next life. */
  close(): Promise<void>;
}

export interface QueueParts {
  readonly bench: Bench;
  readonly answers: Answers;
  readonly languages: readonly Language[];
  readonly slots: number;
  /** Called with each finished submission; the slot is free meanwhile. */
  readonly tell: (submission: Submission) => void;
}

export function openQueue(parts: QueueParts): Queue {
  const waiting: Submission[] = [];
  const watchers = new Map<string, (submission: Submission) => void>();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const start = () => {
    while (running.size < parts.slots && waiting.length > 0 && !stopping.signal.aborted) {
      const done = work(waiting.shift()!).finally(() => {
        running.delete(done);
        start();
      });
      running.add(done);
    }
  };
  const work = async (submission: Submission) => {
    const finished = await judged(parts, submission, stopping.signal);
    // What was cut off is still on disk as it came, and the next life takes it up.
    if (stopping.signal.aborted) return;
    // Told first: nobody can ask for it before this turn of the loop has ended, and then it is kept.
    parts.tell(finished);
    parts.answers.keep(finished);
    watchers.get(submission.token)?.(finished);
    watchers.delete(submission.token);
  };
  return {
    slots: parts.slots,
    waiting: () => waiting.length,
    working: () => running.size,
    add(submission) {
      waiting.push(submission);
      start();
    },
    finished: (token) => new Promise((resolve) => watchers.set(token, resolve)),
    async close() {
      stopping.abort();
      await Promise.allSettled(running);
    },
  };
}

async function judged({ bench, answers, languages }: QueueParts, submission: Submission, signal: AbortSignal) {
  const started: Submission = { ...submission, status_id: status.processing };
  answers.note(started);
  const language = languages.find(({ id }) => id === submission.language_id);
  const outcome = await (
    language
      ? judgeSubmission(bench, language, started, signal)
      : Promise.reject(new Error('The language of this submission is no longer on this machine.'))
  ).catch((error: unknown) => ({
    ...nothingYet,
    status_id: status.internalError,
    message: textBytes(error instanceof Error ? error.message : String(error)),
  }));
  return { ...submission, ...outcome, finished_at: new Date().toISOString() };
}
