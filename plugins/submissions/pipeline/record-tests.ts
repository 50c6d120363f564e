import type { JudgedProblem, TestResult } from '#plugins/problems';
import { prepared } from '#src/database/prepared.ts';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionTopic } from '../verdict/submission-topic.ts';
import type { Claimed } from './claim-submission.ts';
import { LostClaim } from './lost-claim.ts';
import { storable } from './storable.ts';

/**
 * Stores how tests went while others are still on their way, in one statement for all of them and a transaction of its own. Throws
 * LostClaim when another run judges the submission now.
 */
export const recordTests = (
  scope: Scope,
  claimed: Claimed,
  problem: JudgedProblem,
  results: readonly TestResult[],
): Promise<void> =>
  scope.transaction(
    async (scope) => {
      const { em, organization } = scope;
      const values = [
        claimed.submissionId,
        claimed.claimId,
        organization.id,
        String(claimed.judgement),
        storedTests(problem, results),
      ];
      const [held] = await prepared<{ held: boolean }>(em, query, values);
      if (!held?.held) throw new LostClaim();
      publish(scope, submissionTopic, { submissionId: claimed.submissionId });
    },
    { joinsFirst: true },
  );

/** Values of the statement that stores tests, by their places in it. */
interface Places {
  readonly organization: string;
  readonly judgement: string;
  /** JSON of `storedTests`. */
  readonly rows: string;
}

/** SQL that stores tests of the submission that `held` has, whatever was stored of them before. */
export const storingTests = ({ organization, judgement, rows }: Places): string => `
  insert into test_run (id, organization_id, submission_id, judgement, test_id, status, points, time_ms, memory_kb, stdout, stderr, line, words)
  select gen_random_uuid(), ${organization}, held.id, ${judgement}, r."testId", r.status, r.points, r."timeMs", r."memoryKb", r.stdout, r.stderr, r.line, r.words
  from held, jsonb_to_recordset(${rows}::jsonb) as r("testId" text, status text, points numeric, "timeMs" int, "memoryKb" int, stdout text, stderr text, line int, words jsonb)
  on conflict (submission_id, test_id) do update set status = excluded.status, points = excluded.points`;

const query = `
  with held as (select id from submission where id = $1 and claim_id = $2 for update),
    stored as (${storingTests({ organization: '$3', judgement: '$4', rows: '$5' })})
  select exists (select from held) as held`;

/** What is kept of results, for `storingTests`. */
export const storedTests = (problem: JudgedProblem, results: readonly TestResult[]): string =>
  JSON.stringify(results.map((result) => rowOf(problem, result)));

/** Of a hidden test that does not show its runs, what the program wrote is not kept: it may have written what it was given. */
function rowOf({ tests }: JudgedProblem, result: TestResult) {
  const test = tests.find(({ id }) => id === result.testId);
  const isShown = test !== undefined && (test.visibility === 'sample' || test.showRun);
  const { testId, status, points, timeMs, memoryKb } = result;
  const facts = { testId, status, points, timeMs: whole(timeMs), memoryKb: whole(memoryKb) };
  if (!isShown) return { ...facts, stdout: null, stderr: null, line: null, words: null };
  return {
    ...facts,
    stdout: storable(result.stdout),
    stderr: storable(result.stderr),
    line: result.line,
    words: result.words,
  };
}

const whole = (value: number | null) => (value === null ? null : Math.round(value));
