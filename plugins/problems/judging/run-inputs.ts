import type { ExecuteOptions, RunResult } from '#judge0';
import { compilationOf } from './compilation-of.ts';
import type { Execute } from './execute.ts';
import { endOf } from './verdicts/end-of.ts';
import type { JudgedProblem } from './judged-problem.ts';
import type { JudgingOptions, Solution } from './judge-solution.ts';
import type { Compilation, TestStatus, Words } from './judgement.ts';
import { limitsFor, programOf } from './program-of.ts';
import type { OwnInput } from './run-solution.ts';
import { lineIn } from './line-in.ts';
import { shownText, shownBytes } from './shown-text.ts';

/** How a run with an input of one's own went; `ended` where it came to an end by itself. */
export interface OwnRun {
  readonly status: 'ended' | TestStatus;
  readonly stdout: string;
  readonly stderr: string;
  readonly timeMs: number | null;
  readonly memoryKb: number | null;
  readonly exitCode: number | null;
  readonly line: number | null;
  /** What went wrong; null for `ended`. */
  readonly words: Words | null;
}

export interface RunsOfSolution {
  readonly compile: Compilation;
  /** In the order of the inputs; empty when it does not compile. */
  readonly runs: readonly OwnRun[];
}

interface Asked {
  readonly problem: JudgedProblem;
  readonly solution: Solution;
  readonly inputs: readonly OwnInput[];
}

/** What `runSolution` does, with any judge. */
export async function runInputs(
  execute: Execute,
  { problem, solution, inputs }: Asked,
  { priority, signal, heard }: Omit<JudgingOptions, 'only'>,
): Promise<RunsOfSolution> {
  const { language } = solution;
  const limits = limitsFor(problem, language);
  const onProgress: ExecuteOptions['onProgress'] = (progress) => {
    if (progress.kind === 'judges') heard?.(progress);
  };
  const result = await execute(
    {
      language,
      files: programOf(problem, solution),
      runs: inputs.map(({ stdin, args }) => ({ stdin, args, limits })),
      isolation: 'shared',
      priority,
    },
    { onProgress, ...(signal ? { signal } : {}) },
  );
  const compile = compilationOf(result.compile, solution);
  return { compile, runs: compile.failed ? [] : result.runs.map((run) => ownRun(run, solution, problem)) };
}

function ownRun(run: RunResult, solution: Solution, problem: JudgedProblem): OwnRun {
  const end = endOf(run, limitsFor(problem, solution.language));
  return {
    status: end?.status ?? 'ended',
    stdout: shownText(run.stdout, shownBytes.stdout),
    stderr: shownText(run.stderr, shownBytes.stderr),
    timeMs: run.timeMs,
    memoryKb: run.memoryKb,
    exitCode: run.exitCode,
    line: lineIn(run.stderr.toString('utf8'), solution),
    words: end?.words ?? null,
  };
}
