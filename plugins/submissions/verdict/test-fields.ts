import type { Statement } from '#plugins/problems';
import { isFinal } from '../verdicts.ts';
import { testKinds } from './kinds.ts';
import type { SubmissionRow, TestRunRow } from './select-submission.ts';
import type { TestFields } from './verdict-view.ts';

/**
 * The tests in the order of the problem, with what came of each so far. Of a hidden one nothing but how it ended and what it
 * used, unless its author shows its runs: only then is anything of the run stored.
 */
export function testFields(
  { verdict }: SubmissionRow,
  statement: Pick<Statement, 'tests' | 'samples'>,
  runs: readonly TestRunRow[],
): TestFields[] {
  const open = isFinal(verdict) ? 'notRun' : verdict === 'RUNNING' ? 'running' : 'waiting';
  return statement.tests.map(({ id, name, visibility, weight }, index) => {
    const run = runs.find(({ testId }) => testId === id);
    const sample = statement.samples.find((one) => one.id === id);
    const status = run?.status ?? open;
    return {
      id,
      number: index + 1,
      name,
      visibility,
      status,
      kind: testKinds[status],
      points: run?.points ?? null,
      maxPoints: weight,
      timeMs: run?.timeMs ?? null,
      memoryKb: run?.memoryKb ?? null,
      sample: sample ? shownSample(sample) : null,
      run: run?.stdout === null || run === undefined ? null : shownRun(run),
      isCompared: status === 'wrong' && typeof sample?.expected === 'string' && typeof run?.stdout === 'string',
    };
  });
}

/** What a sample gives, as its page shows it. */
export const shownSample = ({
  kind,
  stdin,
  args,
  arguments: given,
  expected,
  explanation,
}: Statement['samples'][number]) => ({
  input: kind === 'function' ? (given ?? '') : stdin,
  args: [...args],
  expected,
  explanation,
});

const shownRun = ({ stdout, stderr, line, words }: TestRunRow) => ({
  stdout: stdout ?? '',
  stderr: stderr ?? '',
  line,
  words,
});
