import { judgeSolution, readJudged, runSolution, type JudgedProblem, type SourceFile } from '#plugins/problems';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { storable } from '../pipeline/storable.ts';
import { noteJudges, type JudgesNoted } from './note-judges.ts';
import type { RunOutcome } from './run-outcome.ts';
import { runTopic } from './run-topic.ts';

interface Begun {
  readonly versionId: string;
  readonly language: string;
  readonly files: readonly SourceFile[];
  readonly stdin: string | null;
}

/** Runs a program and keeps what came of it for its page. Throws what should be tried again. */
export async function performRun(scope: Scope, runId: string, signal: AbortSignal): Promise<void> {
  const begun = await begin(scope, runId);
  if (!begun) return;
  const problem = await readJudged(scope, begun.versionId);
  const noted = noteJudges(scope, runId);
  try {
    await endRun(scope, runId, await outcomeOf(scope, problem, begun, { signal, heard: noted.heard }));
  } finally {
    await noted.told();
  }
}

/** Says what came of a run, or, with null, that nothing did. */
export const endRun = (scope: Scope, runId: string, outcome: RunOutcome | null): Promise<void> =>
  scope.transaction(async (scope) => {
    await scope.em.execute(
      `update program_run set state = ?, outcome = ?::jsonb where id = ? and state in ('waiting', 'running')`,
      [outcome ? 'done' : 'failed', outcome && JSON.stringify(outcome), runId],
    );
    publish(scope, runTopic, { runId });
  });

const begin = (scope: Scope, runId: string): Promise<Begun | null> =>
  scope.transaction(async (scope) => {
    const [row] = await scope.em.execute<Begun[]>(
      `update program_run set state = 'running' where id = ? and state in ('waiting', 'running')
        returning version_id as "versionId", language, files, stdin`,
      [runId],
    );
    publish(scope, runTopic, { runId });
    return row ?? null;
  });

interface Watched {
  readonly signal: AbortSignal;
  readonly heard: JudgesNoted['heard'];
}

const outcomeOf = (scope: Scope, problem: JudgedProblem, begun: Begun, watched: Watched): Promise<RunOutcome> =>
  begun.stdin === null
    ? runSamples(scope, problem, begun, watched)
    : runOwn(scope, problem, { ...begun, stdin: begun.stdin }, watched);

async function runSamples(scope: Scope, problem: JudgedProblem, begun: Begun, watched: Watched): Promise<RunOutcome> {
  const only = problem.tests.filter(({ visibility }) => visibility === 'sample').map(({ id }) => id);
  const judgement = await judgeSolution(scope, problem, begun, { only, priority: 'interactive', ...watched });
  return {
    isUnanswered: false,
    isCompiled: !judgement.compile.failed,
    compileOutput: storable(judgement.compile.output),
    brokenRules: judgement.brokenRules,
    runs: judgement.tests
      .filter(({ testId }) => only.includes(testId))
      .map(({ points: _points, ...result }) => ({ ...result, ...textsOf(result) })),
  };
}

async function runOwn(
  scope: Scope,
  problem: JudgedProblem,
  begun: Begun & { readonly stdin: string },
  watched: Watched,
): Promise<RunOutcome> {
  const inputs = [{ stdin: begun.stdin, args: [] }];
  const { compile, runs } = await runSolution(scope, problem, begun, inputs, { priority: 'interactive', ...watched });
  return {
    isUnanswered: false,
    isCompiled: !compile.failed,
    compileOutput: storable(compile.output),
    brokenRules: [],
    runs: runs.map(({ exitCode: _exitCode, ...run }) => ({ ...run, ...textsOf(run), testId: null })),
  };
}

const textsOf = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => ({
  stdout: storable(stdout),
  stderr: storable(stderr),
});
