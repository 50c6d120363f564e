/** Why a score did not arrive; each has a sentence of what to do. */
export const scoreReasons = [
  'notEnrolled',
  'itemGone',
  'itemClosed',
  'attemptsUsedUp',
  'olderTimestamp',
  'notAllowed',
  'refused',
  'unreachable',
  'throttled',
  'scopeMissing',
  'tokenRefused',
  'notFromLms',
  'staff',
  'suspended',
  'removed',
] as const;
export type ScoreReason = (typeof scoreReasons)[number];

/** A score on its way, as far as a platform family may have something to add to it. */
export interface OutgoingScore {
  readonly gradingProgress: string;
  readonly submittedAt: Date | null;
  /** It is of a submission that no send was of yet, and that no unclear send may have told. */
  readonly isNewAttempt: boolean;
  /** The grade that stands there is to go. */
  readonly isTakenAway?: boolean;
  /** Where staff see the work. */
  readonly reviewUrl: string | null;
}

/** What is particular to the gradebooks of one family; the standard's hold for the rest. */
export interface Gradebook {
  /** Grading progress that is told: what some families take for a grade of none is kept back until the final one. */
  readonly told: readonly string[];
  /** By how much two timestamps of one person have to differ, in ms. */
  readonly timestampStepMs: number;
  /** Whether the maximum of a line item has to be a whole number. */
  readonly hasWholeMaximum: boolean;
  /** Whether what is above the maximum is cut to it. */
  readonly capsScores: boolean;
  /** Whether a score of 0 is stored but shows no result. */
  readonly hidesZero: boolean;
  /** Whether a result that was asked for one user has its comment. */
  readonly hasCommentOfOne: boolean;
  /** Scores that travel to one registration at once, in this many lanes. */
  readonly parallelCalls: number;
  /** What stands in a score beside the standard's properties. */
  readonly scoreExtension?: (score: OutgoingScore) => Readonly<Record<string, unknown>>;
  /** What stands in a line item that we make. */
  readonly lineItemExtension?: (reviewUrl: string | null) => Readonly<Record<string, unknown>>;
  /** The meaning of a refusal, where it is not what it looks like. */
  readonly reasonOf?: (status: number, words: string) => ScoreReason | null;
}

export const standardGradebook: Gradebook = {
  told: ['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady'],
  timestampStepMs: 1,
  hasWholeMaximum: false,
  capsScores: false,
  hidesZero: false,
  hasCommentOfOne: true,
  parallelCalls: 8,
};
