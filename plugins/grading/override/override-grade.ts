import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { accountable } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import { lockGrade, type Graded } from '../lock-grade.ts';
import { makeGrade } from '../make-grade.ts';
import type { GradeChangeKind } from './grade-change.entity.ts';

export interface OverrideForm extends Graded {
  /** 0 or more; above the maximum for extra credit. */
  readonly points: number;
  readonly reason: string;
}

const longestReason = 1_000;

/**
 * Sets somebody's points, whatever the rules give, with a reason that they read. It holds until it is undone. That the actor teaches
 * there, and that the person is a student there, is asked before. Throws DomainError `invalid` without a reason.
 */
export const overrideGrade = (scope: Scope, { points, reason, ...graded }: OverrideForm): Promise<void> =>
  scope.transaction(async (inside) => {
    const words = reason.trim();
    if (!words || words.length > longestReason)
      throw invalid({ field: 'reason', key: 'grading.error.reason', parameters: { longest: longestReason } });
    const { id, points: fromPoints } = await lockGrade(inside, graded);
    const change = { kind: 'overridden', fromPoints, toPoints: points, reason: words } as const;
    await inside.em.execute('update grade set override_id = ? where id = ?', [
      await addChange(inside, graded, change),
      id,
    ]);
    // The reason travels with the points, and may be new where they are not.
    await makeGrade(inside, graded, { isRepeated: true });
    record(inside, 'grade.overridden', graded);
  });

/** Lets the rules decide again. Throws DomainError `conflict` where nobody has set the points. */
export const undoOverride = (scope: Scope, graded: Graded): Promise<void> =>
  scope.transaction(async (inside) => {
    const { id, points: fromPoints, override } = await lockGrade(inside, graded);
    if (override === null) throw new DomainError('conflict', 'grading.error.notOverridden');
    await inside.em.execute('update grade set override_id = null where id = ?', [id]);
    const toPoints = await makeGrade(inside, graded, { isRepeated: true });
    await addChange(inside, graded, { kind: 'undone', fromPoints, toPoints, reason: '' });
    record(inside, 'grade.overrideUndone', graded);
  });

interface Change {
  readonly kind: GradeChangeKind;
  readonly fromPoints: number | null;
  readonly toPoints: number | null;
  readonly reason: string;
}

async function addChange(
  { em, organization, actor }: Scope,
  { assignmentId, userId }: Graded,
  { kind, fromPoints, toPoints, reason }: Change,
) {
  const id = crypto.randomUUID();
  await em.execute(
    `insert into grade_change (id, created_at, organization_id, assignment_id, user_id, kind, from_points, to_points, reason, made_by_id)
      values (?, clock_timestamp(), ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, organization.id, assignmentId, userId, kind, fromPoints, toPoints, reason, accountable(actor)],
  );
  return id;
}

function record(scope: Scope, action: string, { assignmentId, userId }: Graded) {
  const target = { type: 'assignment', id: assignmentId };
  scope.afterCommit(() => audit(scope, { action, target, payload: { userId } }));
}
