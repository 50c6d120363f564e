import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

/** Says whether a submission is a trial of somebody who looks after the place where it was made: no figure counts it. */
export const workTrial =
  extensionPoint<(scope: Scope, submissionId: string) => Promise<boolean>>('submissions.workTrial');

interface Made {
  readonly submissionId: string;
  readonly placeKind: string | null;
}

/** Work at the problem itself, of no place, is everybody's own. */
export async function isTrial(scope: Scope, { submissionId, placeKind }: Made): Promise<boolean> {
  if (placeKind === null) return false;
  for (const isTrialThere of scope.contributions(workTrial)) if (await isTrialThere(scope, submissionId)) return true;
  return false;
}
