import { groupRemoval, groupsChanged } from '#plugins/courses';
import { on } from '#src/events.ts';
import { assignmentChanged } from '../assignment-changed.ts';

const query = `
  select distinct x.assignment_id as id from assignment_extension x join assignment a on a.id = x.assignment_id
  where x.organization_id = ? and a.course_id = ? and x.group_id is not null and x.taken_back_at is null`;

/** What was given to a group is given to whoever is in it now. */
export const heedGroups = on(groupsChanged, {
  name: 'assignments.heedGroups',
  async run(scope, { courseId }) {
    const rows = await scope.em.execute<{ id: string }[]>(query, [scope.organization.id, courseId]);
    for (const { id } of rows) await scope.emit(assignmentChanged, { assignmentId: id });
  },
});

const given = `
  select distinct assignment_id as id from assignment_extension
  where organization_id = ? and group_id = ? and taken_back_at is null`;

/** A group takes along what it was given: grades are made without it. */
export const heedRemoval = groupRemoval(async (scope, groupId) => {
  const rows = await scope.em.execute<{ id: string }[]>(given, [scope.organization.id, groupId]);
  for (const { id } of rows) await scope.emit(assignmentChanged, { assignmentId: id });
});
