import { executeProgram } from '#judge0';
import type { Scope } from '#src/scope/scope.ts';
import { runInputs, type RunsOfSolution } from './run-inputs.ts';
import type { JudgingOptions } from './judge-solution.ts';
import type { JudgedProblem } from './judged-problem.ts';
import type { Solution } from './judge-solution.ts';

export interface OwnInput {
  readonly stdin: string;
  readonly args: readonly string[];
}

/**
 * Runs a solution with inputs of the student's own, within the problem's limits and beside its given files, and grades nothing.
 * Throws as `judgeSolution` does.
 */
export const runSolution = (
  scope: Scope,
  problem: JudgedProblem,
  solution: Solution,
  inputs: readonly OwnInput[],
  options: Omit<JudgingOptions, 'only'>,
): Promise<RunsOfSolution> =>
  runInputs((request, more) => executeProgram(scope, request, more), { problem, solution, inputs }, options);
