import type { TestStatus, Words } from '#plugins/problems';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface TestRunRow {
  readonly testId: string;
  readonly status: TestStatus;
  readonly points: number;
  readonly timeMs: number | null;
  readonly memoryKb: number | null;
  /** With what follows null where the run is not shown. */
  readonly stdout: string | null;
  readonly stderr: string | null;
  readonly line: number | null;
  readonly words: Words | null;
}

/** Of the organization `$1`, those of the submission `$2`. */
export const runsQuery = `
  select test_id as "testId", status, points::float8 as points, time_ms as "timeMs", memory_kb as "memoryKb", stdout, stderr, line, words
  from test_run where organization_id = $1 and submission_id = $2`;

/** How the tests of a submission went so far, in no order. */
export const selectRuns = ({ em, organization }: Scope, submissionId: string): Promise<TestRunRow[]> =>
  prepared<TestRunRow>(em, runsQuery, [organization.id, submissionId]);
