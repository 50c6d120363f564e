import { z } from 'zod';
import { readStatement, type Statement } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { testKinds } from '../verdict/kinds.ts';
import { shownSample } from '../verdict/test-fields.ts';
import { Said, Test, type TestFields } from '../verdict/verdict-view.ts';
import { runStates } from './program-run.entity.ts';
import type { RunOutcome } from './run-outcome.ts';

const RunFields = z.object({
  id: z.uuid(),
  problemId: z.uuid(),
  state: z.enum(runStates),
  isOver: z.boolean(),
  /** While it waits: no judge answers. */
  isUnanswered: z.boolean(),
  isOwnInput: z.boolean(),
  isCompiled: z.boolean(),
  compileOutput: z.string().nullable(),
  brokenRules: z.array(Said),
  passedTests: z.int(),
  tests: z.array(Test),
});

export const runBodyView = view('submissions/runs/body', RunFields);

const Connected = RunFields.extend({ live: z.string().nullable(), solve: z.string() });
/** A part of the page on which it was asked for. */
export const runView = view('submissions/runs/run', Connected);
/** A page of its own. */
export const runPageView = view('submissions/runs/show', Connected);

export interface RunRow {
  readonly id: string;
  readonly problemId: string;
  readonly versionId: string;
  /** Where it was tried out; null for the problem itself. */
  readonly placeKind: string | null;
  readonly placeId: string | null;
  readonly state: (typeof runStates)[number];
  readonly stdin: string | null;
  readonly outcome: RunOutcome | null;
}

/** What one tries out is seen by nobody else. */
export async function selectRun({ em, organization, actor }: Scope, id: string): Promise<RunRow | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await em.execute<RunRow[]>(
    `select id, problem_id as "problemId", version_id as "versionId", place_kind as "placeKind", place_id as "placeId", state,
        stdin, outcome from program_run
      where organization_id = ? and id = ? and user_id = ?`,
    [organization.id, id, actor.id],
  );
  return row ?? null;
}

export async function readRun(scope: Scope, row: RunRow): Promise<z.output<typeof RunFields>> {
  const { id, problemId, state, stdin, outcome } = row;
  const isOver = state === 'done' || state === 'failed';
  const statement = stdin === null && state === 'done' ? await readStatement(scope, row.versionId) : null;
  const tests = (outcome?.runs ?? []).map((run, index) => testOf(run, index, { statement, stdin }));
  return {
    id,
    problemId,
    state,
    tests,
    isOver,
    isUnanswered: !isOver && (outcome?.isUnanswered ?? false),
    isOwnInput: stdin !== null,
    isCompiled: outcome?.isCompiled ?? true,
    compileOutput: outcome?.compileOutput || null,
    brokenRules: outcome?.brokenRules ?? [],
    passedTests: tests.filter(({ status }) => status === 'passed').length,
  };
}

interface Given {
  readonly statement: Statement | null;
  readonly stdin: string | null;
}

function testOf(run: RunOutcome['runs'][number], index: number, { statement, stdin }: Given): TestFields {
  const sample = statement?.samples.find(({ id }) => id === run.testId);
  const own = { input: stdin ?? '', args: [], expected: null, explanation: null };
  const { status, stdout, stderr, line, words, timeMs, memoryKb } = run;
  return {
    status,
    timeMs: timeMs === null ? null : Math.round(timeMs),
    memoryKb,
    id: run.testId ?? 'own',
    number: index + 1,
    name: sample?.name || null,
    visibility: 'sample',
    kind: testKinds[status],
    points: null,
    maxPoints: 0,
    sample: sample ? shownSample(sample) : own,
    run: { stdout, stderr, line, words },
    isCompared: status === 'wrong' && typeof sample?.expected === 'string',
  };
}
