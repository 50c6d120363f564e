import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { LtiSelfTest } from '../self-test.entity.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import { performStep } from './perform-step.ts';
import { selectSelfTest, type SelfTestRow } from './select-self-test.ts';
import { selfTestProgress } from './self-test-progress.ts';
import { freshSteps, type Step } from './step.ts';

/**
 * Asks the platform step by step, and keeps what it answered to each before the next. What was made there is taken away in any
 * case; one that was interrupted begins anew, and takes away what the first left. With no transaction open.
 */
export async function runSelfTest(scope: Scope, id: string): Promise<void> {
  const test = await scope.transaction((inside) => selectSelfTest(inside, id), { readOnly: true });
  if (!test || test.finishedAt) return;
  const steps = freshSteps();
  for (const step of steps) {
    Object.assign(step, await outcome(scope, test, step, steps));
    await keep(scope, id, steps);
  }
  await finish(scope, id, steps);
}

/** What could not be done at all, after the last try: everything that is still open has failed. */
export async function giveUpSelfTest(scope: Scope, id: string): Promise<void> {
  const test = await scope.em.findOne(LtiSelfTest, { id });
  if (!test || test.finishedAt) return;
  const open = (step: Step) => step.state === 'waiting' || step.state === 'running';
  await finish(
    scope,
    id,
    test.steps.map((step) => (open(step) ? { ...step, state: 'failed' } : step)),
  );
}

type Outcome = Omit<Step, 'name'>;

async function outcome(scope: Scope, test: SelfTestRow, step: Step, steps: Step[]): Promise<Outcome> {
  const nothing = { status: null, words: null, count: null, ms: null };
  if (!mayBegin(step, steps)) return { ...nothing, state: 'skipped' };
  Object.assign(step, { state: 'running' });
  await keep(scope, test.id, steps);
  const begun = Date.now();
  const ms = () => Date.now() - begun;
  try {
    const { count = null, isAbsent = false } = await performStep[step.name](scope, test);
    return { ...nothing, state: isAbsent ? 'absent' : 'passed', count, ms: ms() };
  } catch (error) {
    if (!(error instanceof LmsRefused)) throw error;
    const { status, words } = error;
    return { ...nothing, state: 'failed', status, words, ms: ms() };
  }
}

/** Without a token there is nothing to ask; without a column no score. Cleaning up is tried whatever happened. */
function mayBegin({ name }: Step, steps: readonly Step[]) {
  const has = (needed: Step['name']) => steps.find((step) => step.name === needed)!.state === 'passed';
  if (name === 'roster' || name === 'lineItem') return has('token');
  return name === 'score' ? has('lineItem') : true;
}

const keep = (scope: Scope, id: string, steps: readonly Step[], finishedAt: Date | null = null) =>
  scope.transaction(async (inside) => {
    await inside.em.nativeUpdate(LtiSelfTest, { id }, { steps: [...steps], finishedAt });
    publish(inside, selfTestProgress, { selfTestId: id });
  });

const finish = (scope: Scope, id: string, steps: readonly Step[]) => keep(scope, id, steps, new Date());
