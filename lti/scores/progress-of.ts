export const activityProgresses = ['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed'] as const;
export type ActivityProgress = (typeof activityProgresses)[number];
export const gradingProgresses = ['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady'] as const;
export type GradingProgress = (typeof gradingProgresses)[number];

/** Where somebody's work stands, in our words. */
export type WorkState =
  'opened' | 'saved' | 'judging' | 'judged' | 'closed' | 'waitsForPerson' | 'judgeFailed' | 'reset';

interface Progress {
  readonly activityProgress: ActivityProgress;
  readonly gradingProgress: GradingProgress;
}

const progresses: Readonly<Record<WorkState, Progress>> = {
  opened: { activityProgress: 'Started', gradingProgress: 'NotReady' },
  saved: { activityProgress: 'InProgress', gradingProgress: 'NotReady' },
  judging: { activityProgress: 'Submitted', gradingProgress: 'Pending' },
  judged: { activityProgress: 'Submitted', gradingProgress: 'FullyGraded' },
  closed: { activityProgress: 'Completed', gradingProgress: 'FullyGraded' },
  waitsForPerson: { activityProgress: 'Submitted', gradingProgress: 'PendingManual' },
  judgeFailed: { activityProgress: 'Submitted', gradingProgress: 'Failed' },
  reset: { activityProgress: 'Initialized', gradingProgress: 'NotReady' },
};

/** The words of AGS 3.4.7 and 3.4.8 for it; which of them a platform is told is its profile's to say. */
export const progressOf = (state: WorkState): Progress => progresses[state];
