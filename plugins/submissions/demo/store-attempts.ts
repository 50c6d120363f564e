import type { Scope } from '#src/scope/scope.ts';
import { signReceipt } from '../receipts/sign-receipt.ts';
import { sourceHash } from '../source-hash.ts';
import type { Attempt } from './plan-attempts.ts';

export interface PastAttempt extends Attempt {
  readonly id: string;
  readonly userId: string;
}

/** Submissions with the verdicts that their programs once got, in two statements; in the open transaction. */
export async function storeAttempts(scope: Scope, attempts: readonly PastAttempt[]): Promise<void> {
  const { em, organization } = scope;
  const rows = [];
  for (const attempt of attempts) rows.push(await rowOf(scope, attempt));
  await em.execute(
    `insert into submission (id, created_at, organization_id, user_id, problem_id, version_id, language, files, source_hash, status,
        points, max_points, total_tests, passed_tests, time_ms, memory_kb, compile_output, broken_rules, accepted_at, started_at, judged_at, receipt, tries)
      select id, at, ?, "userId", "problemId", "versionId", language, files, "sourceHash", verdict, points, "maxPoints", total, passed,
        "timeMs", "memoryKb", "compileOutput", '[]', at, at + interval '1 second', at + interval '4 seconds', receipt, 1
      from jsonb_to_recordset(?::jsonb) as r(id uuid, "userId" uuid, "problemId" uuid, "versionId" uuid, language text, files jsonb,
        "sourceHash" text, verdict text, points numeric, "maxPoints" numeric, total int, passed int, "timeMs" int, "memoryKb" int,
        "compileOutput" text, receipt text, at timestamptz)`,
    [organization.id, JSON.stringify(rows)],
  );
  await em.execute(
    `insert into test_run (id, organization_id, submission_id, judgement, test_id, status, points, time_ms, memory_kb, stdout, stderr, line, words)
      select gen_random_uuid(), ?, s.id, 1, t."testId", t.status, t.points, t."timeMs", t."memoryKb",
        t.shown ->> 'stdout', t.shown ->> 'stderr', (t.shown ->> 'line')::int, nullif(t.shown -> 'words', 'null')
      from jsonb_to_recordset(?::jsonb) as s(id uuid, program text)
        join jsonb_to_recordset(?::jsonb) as p(program text, tests jsonb) using (program),
        jsonb_to_recordset(p.tests) as t("testId" text, status text, points numeric, "timeMs" int, "memoryKb" int, shown jsonb)`,
    [
      organization.id,
      JSON.stringify(rows.map(({ id, program }) => ({ id, program }))),
      JSON.stringify(testsOf(attempts)),
    ],
  );
}

async function rowOf(scope: Scope, { id, work, program, at, userId }: PastAttempt) {
  const { problemId, versionId } = work;
  const { language, files, judgement } = program;
  return {
    id,
    userId,
    problemId,
    versionId,
    language,
    files,
    sourceHash: sourceHash(files),
    verdict: judgement.verdict,
    points: judgement.points,
    maxPoints: judgement.maxPoints,
    total: judgement.tests.length,
    passed: judgement.tests.filter(({ status }) => status === 'passed').length,
    timeMs: judgement.timeMs,
    memoryKb: judgement.memoryKb,
    compileOutput: judgement.compileOutput,
    receipt: await signReceipt(scope, { id, userId, problemId, versionId, language, files, acceptedAt: at }),
    at,
    program: nameOf({ work, program }),
  };
}

const nameOf = ({ work, program }: Pick<Attempt, 'work' | 'program'>) => `${work.slug} ${program.id}`;

const testsOf = (attempts: readonly Attempt[]) =>
  [...new Map(attempts.map((attempt) => [nameOf(attempt), attempt.program.judgement.tests]))].map(
    ([program, tests]) => ({ program, tests }),
  );
