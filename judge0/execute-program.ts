import { ProgrammingError } from '#src/errors.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { execute, type ExecuteOptions } from './execute.ts';
import type { ExecutionRequest, ExecutionResult } from './execution.ts';
import { judgeRoomOf } from './judges-of.ts';

/**
 * `execute` with the judges of this process. Takes as long as the program and those before it: for jobs whose work is
 * `steps`. Throws ProgrammingError while a transaction is open.
 */
export async function executeProgram(
  scope: Scope | InstallationScope,
  request: ExecutionRequest,
  options: ExecuteOptions = {},
): Promise<ExecutionResult> {
  if (isInTransaction(scope))
    throw new ProgrammingError(
      'A program would be run inside a transaction. Declare work: "steps", and run it between them.',
    );
  const room = judgeRoomOf(scope);
  room.local?.start();
  return execute(await room.judges(), request, options);
}

function isInTransaction(scope: Scope | InstallationScope) {
  try {
    return Boolean(scope.em);
  } catch {
    return false;
  }
}
