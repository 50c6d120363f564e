import type { Answers } from '../answers/open-answers.ts';
import { nothingYet, textBytes, type Submission } from '../answers/submission.ts';
import { status } from '../answers/statuses.ts';
import type { Queue } from './queue.ts';

/**
 * Takes up what a former life of the judge had not finished. What saw it end twice is answered as an internal error: it
 * may be what ends it.
 */
export function resume(unfinished: readonly Submission[], answers: Answers, queue: Queue): void {
  for (const submission of unfinished) {
    const interruptions = submission.interruptions + 1;
    const again = { ...submission, ...nothingYet, interruptions };
    if (interruptions <= 2) {
      answers.keep(again);
      queue.add(again);
    } else {
      const message = textBytes('The judge was ended by force while this waited or ran.');
      answers.keep({ ...again, status_id: status.internalError, message, finished_at: new Date().toISOString() });
    }
  }
}
