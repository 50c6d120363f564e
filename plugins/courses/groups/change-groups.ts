import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { groupsChanged } from './groups-changed.ts';

/** One way in which a course is divided. */
export interface GroupSet {
  readonly courseId: string;
  readonly setName: string;
}

/**
 * Changes who works together in a set, one change of a course after the other, so that nobody comes into two groups of a set; then
 * says so to whoever listens, and to the audit.
 */
export const changeGroups = <T>(scope: Scope, { courseId, setName }: GroupSet, change: (inside: Scope) => Promise<T>) =>
  scope.transaction(async (inside) => {
    await inside.em.execute('select from course where organization_id = ? and id = ? for update', [
      inside.organization.id,
      courseId,
    ]);
    const changed = await change(inside);
    await inside.em.flush();
    await inside.emit(groupsChanged, { courseId, setName });
    const target = { type: 'course', id: courseId };
    inside.afterCommit(() => audit(inside, { action: 'course.groupsChanged', target, payload: { setName } }));
    return changed;
  });
