import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { statuses, statusOf } from '../verdicts.ts';
import type { SubmissionRow } from './select-submission.ts';
import { readVerdict } from './verdict-fields.ts';
import { Said } from './verdict-view.ts';

/** A submission in the words of programs that want one score [Y-38]. */
export const resultView = view(
  'submissions/result',
  z.object({
    submissionId: z.uuid(),
    status: z.enum(statuses),
    passed: z.boolean(),
    /** Percent of the points. */
    score: z.number(),
    totalTests: z.int(),
    passedTests: z.int(),
    /** Of the slowest test, in milliseconds. */
    executionTime: z.number().nullable(),
    /** Of the test that used most, in bytes. */
    memoryUsage: z.number().nullable(),
    error: z.string().nullable(),
    /** What the problem says about the code itself and the code does not keep: then no test runs. */
    brokenRules: z.array(Said),
    testResults: z.array(
      z.object({
        testCase: z.int(),
        passed: z.boolean(),
        status: z.string(),
        /** Null where the run is not shown. */
        actualOutput: z.string().nullable(),
        executionTime: z.number().nullable(),
        error: z.string().nullable(),
      }),
    ),
    /** Never: a verdict is made by a judge. */
    executedInBrowser: z.boolean(),
  }),
);

export async function readResult(scope: Scope, row: SubmissionRow) {
  const { tests, brokenRules } = await readVerdict(scope, row);
  return {
    submissionId: row.id,
    status: statusOf(row.verdict, row.reviewStatus),
    passed: row.verdict === 'ACCEPTED',
    score: row.maxPoints > 0 ? Math.round((row.points * 10_000) / row.maxPoints) / 100 : 0,
    totalTests: tests.length,
    passedTests: tests.filter(({ status }) => status === 'passed').length,
    executionTime: row.timeMs,
    memoryUsage: row.memoryKb === null ? null : row.memoryKb * 1024,
    error: row.verdict === 'COMPILATION_ERROR' ? row.compileOutput : null,
    brokenRules,
    testResults: tests.map(({ number, status, run, timeMs }) => ({
      testCase: number,
      passed: status === 'passed',
      status,
      actualOutput: run?.stdout ?? null,
      executionTime: timeMs,
      error: run?.stderr || null,
    })),
    executedInBrowser: false,
  };
}
