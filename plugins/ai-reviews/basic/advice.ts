import type { TestStatus, Words } from '#plugins/problems';
import type { ReviewedWork, TestedWork } from '../ladder/reviewed-work.ts';
import { nameFault } from './name-fault.ts';

export const words = (name: string, parameters: Words['parameters'] = {}): Words => ({
  key: `ai-reviews.basic.${name}`,
  parameters,
});

/** What to look at next, the most useful first; nothing is said of a hidden test but how it ended. */
export function improvementsOf(work: ReviewedWork): Words[] {
  if (work.isUnjudged) return [];
  const { verdict, tests, hasBrokenRules } = work;
  if (hasBrokenRules) return [words('improve.rules')];
  if (verdict === 'COMPILATION_ERROR') return [words('improve.compile')];
  if (verdict === 'ACCEPTED') return [words('improve.accepted')];
  const fault = faultOf(work);
  const named = fault ? [words(`fault.${fault}`)] : [];
  return [...named, ...wrongAnswers(tests), ...endings.flatMap((status) => endedIn(tests, status))].slice(0, 6);
}

/** The fault that the compiler, or the first crash that is shown, tells of. */
export const faultOf = ({ verdict, compileOutput, tests }: ReviewedWork) =>
  nameFault(
    verdict === 'COMPILATION_ERROR' ? compileOutput : (tests.find(({ stderr }) => stderr !== '')?.stderr ?? ''),
  );

const endings = ['runtimeError', 'timeLimit', 'memoryLimit', 'outputLimit', 'missing'] as const;

function endedIn(tests: readonly TestedWork[], status: TestStatus): Words[] {
  const count = tests.filter((test) => test.status === status).length;
  return count > 0 ? [words(`improve.${status}`, { count })] : [];
}

function wrongAnswers(tests: readonly TestedWork[]): Words[] {
  const wrong = tests.filter(({ status }) => status === 'wrong');
  const shown = wrong.find(({ isHidden }) => !isHidden);
  if (shown) return [words('improve.wrongShown', { number: shown.number, count: wrong.length })];
  return wrong.length > 0 ? [words('improve.wrongHidden', { count: wrong.length })] : [];
}
