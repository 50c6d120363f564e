import { z } from 'zod';
import { policies, type AssignmentRow } from '#plugins/assignments';
import { Adjustment } from '../grade-adjustment.ts';
import { Reason } from '../grade-of.ts';
import { untoldReasons } from '../grade.entity.ts';
import { LmsFields, lmsFields } from '../lms/lms-columns.ts';
import type { GradeRow } from './select-grade.ts';

/** A grade, how it came about, and what the LMS was told. */
export const GradeFields = z.object({
  /** Null where nothing counts yet. */
  grade: z
    .object({ points: z.number(), maximum: z.number(), latePercent: z.number(), submissionId: z.uuid().nullable() })
    .nullable(),
  /** It is kept back until somebody who teaches releases it. */
  isHeldBack: z.boolean(),
  policy: z.enum(policies),
  why: z.array(Reason),
  adjustments: z.array(Adjustment),
  /** Set by a person, whatever the rules give. */
  override: z
    .object({ points: z.number(), reason: z.string(), at: z.iso.datetime(), who: z.string().nullable() })
    .nullable(),
  madeAt: z.iso.datetime().nullable(),
  lms: LmsFields.extend({ untold: z.enum(untoldReasons).nullable() }),
});
export type GradeFields = z.output<typeof GradeFields>;

const untoldLms = { state: 'none', points: null, maximum: null, sentAt: null, readAt: null } as const;

/** For the person themselves what is kept back is not shown, nor why. */
export function gradeFields(
  row: GradeRow | null,
  { gradeRelease, gradesReleasedAt, policy }: AssignmentRow,
  { isForStaff }: { readonly isForStaff: boolean },
): GradeFields {
  const isHeldBack = gradeRelease === 'manual' && gradesReleasedAt === null;
  const isShown = row !== null && (isForStaff || !isHeldBack);
  return {
    grade: isShown && row.points !== null ? gradeOfRow(row, row.points) : null,
    isHeldBack: isHeldBack && row !== null,
    policy,
    why: isShown ? [...row.why] : [],
    adjustments: isShown ? row.adjustments.map(shownAdjustment) : [],
    override: isShown && row.override ? { ...row.override, at: text(row.override.at)! } : null,
    madeAt: text(row?.madeAt ?? null),
    lms: { ...(row ? lmsFields(row) : untoldLms), untold: row?.untold ?? null },
  };
}

const text = (value: string | null) => value && new Date(value).toISOString();

const shownAdjustment = ({ amount, reason }: GradeRow['adjustments'][number]) => ({
  amount,
  reason: { key: reason.key, parameters: { ...reason.parameters } as Record<string, string | number> },
});

const gradeOfRow = ({ maximum, latePercent, submissionId }: GradeRow, points: number) => ({
  points,
  maximum,
  latePercent,
  submissionId,
});
