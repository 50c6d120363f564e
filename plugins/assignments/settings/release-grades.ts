import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentChanged } from '../assignment-changed.ts';

/** Lets the LMS have the grades of an assignment that were kept back. Does nothing where it has them. */
export const releaseGrades = (scope: Scope, assignmentId: string): Promise<void> =>
  scope.transaction(async (inside) => {
    const released = await inside.em.execute<{ id: string }[]>(
      `update assignment set grades_released_at = now(), version = version + 1
        where id = ? and grade_release = 'manual' and grades_released_at is null returning id`,
      [assignmentId],
    );
    if (released.length === 0) return;
    await inside.emit(assignmentChanged, { assignmentId });
    const target = { type: 'assignment', id: assignmentId };
    inside.afterCommit(() => audit(inside, { action: 'assignment.gradesReleased', target }));
  });
