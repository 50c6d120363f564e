import { launchReasons, launchSteps, type LaunchReason, type LaunchStep } from '../launch-rejected.ts';

export const checkStates = ['passed', 'failed', 'untried'] as const;

export interface Check {
  readonly step: LaunchStep;
  readonly state: (typeof checkStates)[number];
}

/** Every check of a launch in its order: what passed, where it ended, and what was not reached any more. */
export function checklist({
  passed,
  reason,
}: {
  readonly passed: readonly LaunchStep[];
  readonly reason: LaunchReason | null;
}): readonly Check[] {
  const failed = reason && launchReasons[reason].step;
  return launchSteps.map((step) => ({
    step,
    state: step === failed ? 'failed' : passed.includes(step) ? 'passed' : 'untried',
  }));
}
