import type { TestStatus } from '#plugins/problems';
import type { Verdict } from '../verdicts.ts';

/** The signs that a test which has ended can have: each has a shape, a colour and a word. */
export const endedKinds = ['passed', 'failed', 'slow', 'crashed', 'untried'] as const;

/** The sign of a test that has ended, as the part `verdict` draws it. */
export const endedKind: Readonly<Record<TestStatus, (typeof endedKinds)[number]>> = {
  passed: 'passed',
  wrong: 'failed',
  timeLimit: 'slow',
  memoryLimit: 'crashed',
  outputLimit: 'crashed',
  runtimeError: 'crashed',
  missing: 'failed',
  notRun: 'untried',
  internal: 'crashed',
};

/** The same, and of one that has not or of which only that is told. */
export const testKinds: Readonly<Record<TestStatus | 'waiting' | 'running' | 'ended', string>> = {
  waiting: 'waiting',
  running: 'running',
  ended: 'passed',
  ...endedKind,
};

interface Judged {
  readonly verdict: Verdict;
  readonly points: number;
}

/** The sign of a whole submission. */
export function verdictKind({ verdict, points }: Judged): string {
  if (verdict === 'FAILED' && points > 0) return 'partly';
  return kinds[verdict];
}

const kinds: Readonly<Record<Verdict, string>> = {
  PENDING: 'waiting',
  RUNNING: 'running',
  ACCEPTED: 'passed',
  FAILED: 'failed',
  ERROR: 'crashed',
  TIMEOUT: 'slow',
  COMPILATION_ERROR: 'crashed',
};
