import { z } from 'zod';
import {
  isCounted,
  latePercentAt,
  workPhaseAt,
  type Attempt,
  type Clock,
  type Policy,
  type Windows,
} from '#plugins/assignments';
import type { Adjustment } from './grade-adjustment.ts';

/** By what a grade is made. */
export interface Rules extends Windows, Clock {
  readonly policy: Policy;
  /** For each problem; null for any number. */
  readonly attempts: number | null;
  readonly problems: readonly { readonly problemId: string; readonly points: number }[];
}

/** How one problem went into a grade. */
export const Reason = z.object({
  problemId: z.uuid(),
  /** The one that counts; null where none does. */
  submissionId: z.uuid().nullable(),
  acceptedAt: z.iso.datetime().nullable(),
  /** Of its tests, 0 to 1. */
  share: z.number(),
  latePercent: z.number(),
  /** What it gave, of what it is worth. */
  points: z.number(),
  worth: z.number(),
  /** How many were handed in, and how many of them can count: in time, and not more than are allowed. */
  handedIn: z.int(),
  counted: z.int(),
});
export type Reason = z.output<typeof Reason>;

export interface GradeResult {
  /** Null where nothing counts yet. */
  readonly points: number | null;
  readonly maximum: number;
  readonly latePercent: number;
  /** The newest that counts. */
  readonly submissionId: string | null;
  readonly submittedAt: Date | null;
  readonly why: readonly Reason[];
  readonly adjustments: readonly Adjustment[];
}

/**
 * The grade for what somebody handed in, the oldest first, with what adjusts it where anything counts; never less than 0. It
 * depends on nothing else, so that it can be made anew at any time.
 */
export function gradeOf(
  submissions: readonly Attempt[],
  rules: Rules,
  adjustments: readonly Adjustment[] = [],
): GradeResult {
  const why = rules.problems.map((problem) =>
    reasonOf(
      submissions.filter(({ problemId }) => problemId === problem.problemId),
      problem,
      rules,
    ),
  );
  const counting = why.filter(({ submissionId }) => submissionId !== null);
  const newest = counting.toSorted((a, b) => a.acceptedAt!.localeCompare(b.acceptedAt!)).at(-1);
  const points = sum(counting.map((one) => one.points));
  const adjusted = Math.max(0, sum([points, ...adjustments.map(({ amount }) => amount)]));
  const before = sum(counting.map(({ share, worth }) => share * worth));
  return {
    points: newest ? adjusted : null,
    maximum: sum(rules.problems.map((one) => one.points)),
    latePercent: before > 0 ? rounded(100 - (points / before) * 100, 2) : (newest?.latePercent ?? 0),
    submissionId: newest?.submissionId ?? null,
    submittedAt: newest ? new Date(newest.acceptedAt!) : null,
    why,
    adjustments: newest ? adjustments : [],
  };
}

function reasonOf(
  handedIn: readonly Attempt[],
  { problemId, points: worth }: Rules['problems'][number],
  rules: Rules,
): Reason {
  const inTime = handedIn.filter((one) => isCounted(one) && workPhaseAt(rules, one.acceptedAt) !== 'closed');
  const counted = rules.attempts === null ? inTime : inTime.slice(0, rules.attempts);
  const scored = counted.map((one) => scoreOf(one, worth, rules));
  const chosen = choose[rules.policy](scored);
  const { submissionId, acceptedAt, share, latePercent, points } = chosen ?? nothing;
  return {
    problemId,
    submissionId,
    acceptedAt,
    share,
    latePercent,
    points,
    worth,
    handedIn: handedIn.length,
    counted: counted.length,
  };
}

const nothing = { submissionId: null, acceptedAt: null, share: 0, latePercent: 0, points: 0 };

function scoreOf({ id, acceptedAt, status, points, maxPoints }: Attempt, worth: number, rules: Rules) {
  const share = maxPoints > 0 ? Math.min(1, Math.max(0, points / maxPoints)) : 0;
  const latePercent = latePercentAt(rules, acceptedAt);
  return {
    submissionId: id,
    acceptedAt: acceptedAt.toISOString(),
    isJudged: status !== 'PENDING' && status !== 'RUNNING',
    share,
    latePercent,
    points: rounded(worth * share * (1 - latePercent / 100), 4),
  };
}

type Scored = ReturnType<typeof scoreOf>;

/** While the newest is judged, the one before still counts; while the first is, nothing does. */
const choose: Readonly<Record<Policy, (scored: readonly Scored[]) => Scored | undefined>> = {
  // Of equals the first: whoever goes on loses nothing and is told nothing new.
  best: (scored) =>
    scored.filter(isJudged).reduce<Scored | undefined>((a, b) => (a && a.points >= b.points ? a : b), undefined),
  last: (scored) => scored.filter(isJudged).at(-1),
  first: ([first]) => (first?.isJudged ? first : undefined),
};

const isJudged = (scored: Scored) => scored.isJudged;
const sum = (values: readonly number[]) =>
  rounded(
    values.reduce((total, value) => total + value, 0),
    4,
  );
const rounded = (value: number, decimals: number) =>
  Math.round((value + Number.EPSILON) * 10 ** decimals) / 10 ** decimals;
