import { JudgesUnavailable } from '#judge0';
import { judgeSolution, readJudged, type JudgedProblem } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { tellWaiting } from '../verdict/tell-waiting.ts';
import { claimSubmission, mostTries, type Asked, type Claimed } from './claim-submission.ts';
import { giveUp } from './give-up.ts';
import { LostClaim } from './lost-claim.ts';
import { postpone } from './postpone.ts';
import { noteJudges } from './note-judges.ts';
import { openProgress, type Progress } from './progress.ts';
import { recordTests, storedTests } from './record-tests.ts';
import { settleSubmission } from './settle-submission.ts';
import { Uncounted } from './uncounted.ts';

/**
 * Judges one submission: claim it, execute, compare, settle. May be killed at any point and begun again; of several runs
 * only the last that claimed it has a word, so that there is one verdict. Throws what should be tried again.
 */
export async function judgeSubmission(scope: Scope, asked: Asked, signal: AbortSignal): Promise<void> {
  const claimed = await claimSubmission(scope, asked);
  if (!claimed) return;
  if (claimed.tries > mostTries)
    return giveUp(scope, { ...asked, obstacle: 'internal', note: `It was begun ${mostTries} times and never ended.` });
  try {
    await judge(scope, claimed, signal);
  } catch (error) {
    if (error instanceof LostClaim) return;
    await putBack(scope, claimed, error, signal);
  }
}

async function judge(scope: Scope, claimed: Claimed, signal: AbortSignal) {
  const problem = await readJudged(scope, claimed.versionId);
  const progress = openProgress({
    store: (results) => recordTests(scope, claimed, problem, results),
    noteJudges: (isAnswered) => noteJudges(scope, claimed, isAnswered),
  });
  const judgement = await execute(scope, claimed, problem, { progress, signal });
  const missing = judgement.tests.filter((result) => !progress.has(result));
  const tests = storedTests(problem, missing);
  const settle = (counts: boolean) =>
    scope.transaction((inside) => settleSubmission(inside, claimed, { judgement, tests, counts }), {
      joinsFirst: true,
    });
  await settle(true).catch(async (error: unknown) => {
    if (!(error instanceof Uncounted)) throw error;
    scope.log.error({ err: error.cause, submissionId: claimed.submissionId }, 'a verdict is missing in the figures');
    await settle(false);
  });
  await tellWaiting(scope);
}

interface Watched {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Ends when nothing is being stored any more. */
async function execute(scope: Scope, claimed: Claimed, problem: JudgedProblem, { progress, signal }: Watched) {
  try {
    return await judgeSolution(scope, problem, claimed, {
      priority: claimed.isRegrade ? 'background' : 'normal',
      signal: AbortSignal.any([signal, progress.lost]),
      heard: (event) => progress.add(event),
    });
  } finally {
    await progress.close();
  }
}

/** Without judges it waits; a process that stops leaves it to the next one; whatever else went wrong is tried again a few times. */
async function putBack(scope: Scope, claimed: Claimed, error: unknown, signal: AbortSignal): Promise<void> {
  const words = error instanceof Error ? error.message.slice(0, 2000) : String(error);
  if (error instanceof JudgesUnavailable)
    await postpone(scope, claimed, { obstacle: 'judgesUnavailable', note: words });
  else if (signal.aborted) await postpone(scope, claimed, { obstacle: null, note: null });
  else if (claimed.tries >= mostFaults) {
    scope.log.error({ err: error, submissionId: claimed.submissionId }, 'a submission could not be judged');
    return giveUp(scope, { ...claimed, obstacle: 'internal', note: words });
  }
  throw error;
}

const mostFaults = 3;
