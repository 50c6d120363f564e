import { groupOf, membersOf } from '#plugins/courses';
import { audit } from '#src/audit/audit.ts';
import { invalid } from '#src/errors.ts';
import { accountable } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { AssignmentRow } from '../select-assignment.ts';
import { tellClock } from './clock-topic.ts';

export interface StartSetBack {
  readonly userId: string;
  readonly reason: string;
}

const query = `
  update assignment_start set set_back_at = now(), set_back_by_id = ?, reason = ?
  where organization_id = ? and assignment_id = ? and set_back_at is null
    and user_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
  returning user_id as "userId"`;

/**
 * Lets somebody, and their group, begin again. What they have handed in counts, and uses up attempts. Throws DomainError
 * `invalid` for who has not begun.
 */
export const setBackStart = (scope: Scope, row: AssignmentRow, { userId, reason }: StartSetBack): Promise<void> =>
  scope.transaction(async (inside) => {
    const { em, organization, actor } = inside;
    const people = JSON.stringify(await groupAround(inside, row, userId));
    const values = [accountable(actor), reason, organization.id, row.id, people];
    const done = await em.execute<{ userId: string }[]>(query, values);
    if (done.length === 0) throw invalid({ field: 'userId', key: 'assignments.error.notBegun' });
    for (const one of done) tellClock(inside, { assignmentId: row.id, userId: one.userId });
    const target = { type: 'assignment', id: row.id };
    inside.afterCommit(() => audit(inside, { action: 'assignment.startSetBack', target, payload: { userId } }));
  });

async function groupAround(scope: Scope, { courseId, groupSet }: AssignmentRow, userId: string) {
  const group = groupSet === null ? null : await groupOf(scope, courseId, groupSet, userId);
  const members = group ? await membersOf(scope, group.id) : [];
  return [...new Set([userId, ...members.map((member) => member.userId)])];
}
