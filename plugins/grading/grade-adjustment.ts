import { z } from 'zod';
import type { MessageParameters } from '#src/errors.ts';
import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Reason } from './grade-of.ts';
import type { Graded } from './lock-grade.ts';

/** What is added to a grade, or taken from it, and the sentence by which the student is told why. */
export const Adjustment = z.object({
  /** In points of the assignment, not percent; negative takes away. */
  amount: z.number(),
  reason: z.object({ key: z.string(), parameters: z.record(z.string(), z.union([z.string(), z.number()])) }),
});

export interface Adjustment {
  readonly amount: number;
  /** The key of a text of the plugin that offers it. */
  readonly reason: { readonly key: string; readonly parameters: MessageParameters };
}

/** Something beside the tests that changes grades: a share for answers in an interview, points given for a review. */
export interface GradeAdjustment {
  /**
   * Asked whenever the grade is made, in its transaction, and in one statement; null for nothing. `why` is what the tests give,
   * problem by problem. Whoever offers it calls `makeGrade` when its answer changes.
   */
  readonly of: (scope: Scope, graded: Graded, why: readonly Reason[]) => Promise<Adjustment | null>;
}

export const gradeAdjustment = extensionPoint<GradeAdjustment>('grading.gradeAdjustment');

/** What every plugin has to say about a grade, in the order of the plugins. */
export async function selectAdjustments(scope: Scope, graded: Graded, why: readonly Reason[]): Promise<Adjustment[]> {
  const found: Adjustment[] = [];
  for (const { of } of scope.contributions(gradeAdjustment)) {
    const adjustment = await of(scope, graded, why);
    if (adjustment) found.push(adjustment);
  }
  return found;
}
