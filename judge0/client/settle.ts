import type { Submission } from './answers.ts';
import type { Clock } from './clock.ts';
import type { Box, Errand } from './errand.ts';
import type { Judge } from './judge.ts';
import type { SubmissionWatch } from './submission-watch.ts';

interface OnItsWay {
  readonly judge: Judge;
  readonly errand: Errand;
  readonly box: Box<unknown>;
  readonly token: string;
  readonly sentAt: number;
  readonly watch: SubmissionWatch;
  readonly clock: Clock;
  /** Puts it back into our queue. */
  readonly again: (errand: Errand) => void;
  /** The judge has room for one more. */
  readonly free: () => void;
}

const internalError = 13;
/** How often a box is tried that judges lose or cannot run. */
const mostAttempts = 3;

/** Waits for what a judge makes of a box: its result, or back into the queue when the judge lost it or broke down over it. */
export function settle({ judge, errand, box, token, sentAt, watch, clock, again, free }: OnItsWay) {
  const back = (submission: Submission | null) => {
    errand.attempts += 1;
    errand.spoiled.add(judge);
    if (errand.attempts < mostAttempts) again(errand);
    else if (submission) errand.succeed({ submission, built: box.built });
    else errand.fail(new Error(`${judge.name} lost it ${mostAttempts} times`));
  };
  watch.add(token, {
    ended(submission) {
      const took = clock.now() - sentAt;
      judge.latencyMs = judge.latencyMs === null ? took : judge.latencyMs * 0.8 + took * 0.2;
      free();
      if (errand.isOver()) return;
      if (!submission || submission.status.id === internalError) back(submission);
      else errand.succeed({ submission, built: box.built });
    },
    lost() {
      free();
      if (!errand.isOver()) again(errand);
    },
  });
}
