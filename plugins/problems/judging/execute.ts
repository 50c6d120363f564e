import type { ExecuteOptions, ExecutionRequest, ExecutionResult } from '#judge0';

/** `executeProgram`, with whichever judges. */
export type Execute = (request: ExecutionRequest, options: ExecuteOptions) => Promise<ExecutionResult>;
