import { LockMode } from '@mikro-orm/core';
import { audit } from '#src/audit/audit.ts';
import { invalid } from '#src/errors.ts';
import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentChanged } from '../assignment-changed.ts';
import { Assignment, type GradeRelease, type Policy } from '../assignment.entity.ts';
import type { Windows } from '../windows.ts';
import { orderProblems } from './course-dates.ts';

export interface AssignmentSettings extends Windows {
  readonly instructions: string | null;
  readonly attempts: number | null;
  readonly minutes: number | null;
  readonly policy: Policy;
  readonly gradeRelease: GradeRelease;
  readonly isOptional: boolean;
  readonly groupSet: string | null;
}

export interface AssignmentEdit extends AssignmentSettings {
  readonly assignmentId: string;
  /** The one that whoever edits had before them. */
  readonly version: number;
  /** Counts only where no link of an LMS gives it its title; null to leave it. */
  readonly title: string | null;
}

/** In the order of the form. */
const compared = [
  'instructions',
  'releaseAt',
  'dueAt',
  'lateUntil',
  'latePercentPerDay',
  'attempts',
  'minutes',
  'policy',
  'gradeRelease',
  'isOptional',
  'groupSet',
] as const satisfies readonly (keyof AssignmentSettings)[];

/**
 * Sets an assignment's dates and rules, by which every grade of it is then made anew. Throws DomainError `invalid` for dates out
 * of order, `conflict` with both texts where somebody else saved since.
 */
export const editAssignment = (scope: Scope, edit: AssignmentEdit): Promise<void> =>
  scope.transaction(async (inside) => {
    const { assignmentId, title, version, ...settings } = edit;
    const problems = orderProblems(edit);
    if (problems.length > 0) throw invalid(...problems);
    const { em } = inside;
    const standing = await em.findOneOrFail(Assignment, assignmentId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    refuseStale(standing as AssignmentSettings & { version: number }, { ...settings, version }, compared);
    const named = title !== null && standing.ltiResourceLink === null ? { title } : {};
    const seen = { copiedAt: null, version: version + 1 };
    await em.nativeUpdate(Assignment, { id: assignmentId }, { ...settings, ...named, ...seen });
    await inside.emit(assignmentChanged, { assignmentId });
    inside.afterCommit(() =>
      audit(inside, { action: 'assignment.changed', target: { type: 'assignment', id: assignmentId } }),
    );
  });
