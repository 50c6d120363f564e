import { groupOf, membersOf } from '#plugins/courses';
import type { Scope } from '#src/scope/scope.ts';
import type { AssignmentRow } from '../select-assignment.ts';

/** Those with whom the actor hands in together now, without the actor; nobody where everybody works alone. */
export async function partnersOf(scope: Scope, { courseId, groupSet, userId }: AssignmentRow): Promise<string[]> {
  if (groupSet === null) return [];
  const group = await groupOf(scope, courseId, groupSet, userId);
  if (!group) return [];
  const members = await membersOf(scope, group.id);
  return members.map((member) => member.userId).filter((id) => id !== userId);
}

const query = `
  insert into shared_work (id, organization_id, assignment_id, submission_id, user_id)
  select gen_random_uuid(), ?, ?, ?, value::uuid from jsonb_array_elements_text(?::jsonb)`;

/** From now on a submission counts for these people too, whatever becomes of the group. */
export async function shareWork(
  { em, organization }: Scope,
  { id }: AssignmentRow,
  submissionId: string,
  partners: readonly string[],
): Promise<void> {
  if (partners.length > 0) await em.execute(query, [organization.id, id, submissionId, JSON.stringify(partners)]);
}
