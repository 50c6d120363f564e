/** What plugins may use of the judges. */
export { executeProgram } from './execute-program.ts';
export { type ExecuteOptions } from './execute.ts';
export {
  runStatuses,
  type CompileResult,
  type ExecutionRequest,
  type ExecutionResult,
  type Priority,
  type Progress,
  type Run,
  type RunLimits,
  type RunResult,
  type RunStatus,
  type SourceFile,
} from './execution.ts';
export { JudgesUnavailable } from './client/judge-failure.ts';
