import { defineLimit } from '#src/limits/limit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionSettings } from './settings.ts';

/** Takes one of what a person may have executed within a minute [F2-31]. Throws LimitExceeded. */
export async function countExecution(scope: Scope): Promise<void> {
  const { actor, limits } = scope;
  if (actor.kind !== 'user') return;
  const points = scope.settings(submissionSettings).EXECUTIONS_PER_MINUTE;
  await limits.consume(defineLimit({ name: 'submissions.execution', points, seconds: 60 }), actor.id);
}
