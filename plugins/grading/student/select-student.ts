import { selectTaughtAssignment, type AssignmentRow } from '#plugins/assignments';
import type { Scope } from '#src/scope/scope.ts';
import type { Graded } from '../lock-grade.ts';

/** A student of an assignment, for somebody who teaches there. */
export interface TaughtStudent extends Graded {
  readonly assignment: AssignmentRow;
  readonly name: string;
  readonly isTestUser: boolean;
  /** Null while they are in the course. */
  readonly leftAt: string | null;
}

/** Null for whoever does not teach there, and for whoever never was a student there. Two statements. */
export async function selectStudent(
  scope: Scope,
  { id, userId }: { readonly id: string; readonly userId: string },
): Promise<TaughtStudent | null> {
  const assignment = await selectTaughtAssignment(scope, id);
  if (!assignment) return null;
  const [row] = await scope.em.execute<Pick<TaughtStudent, 'name' | 'isTestUser' | 'leftAt'>[]>(
    `select u.name, e.is_test_user as "isTestUser", e.left_at as "leftAt" from enrollment e join "user" u on u.id = e.user_id
      where e.organization_id = ? and e.course_id = ? and e.user_id = ? and e.role = 'learner'`,
    [scope.organization.id, assignment.courseId, userId],
  );
  return row ? { ...row, assignment, assignmentId: id, userId } : null;
}
