import { workPlace } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { Assignment } from './assignment.entity.ts';
import { assignedPath } from './paths.ts';
import { placeKind } from './place.ts';
import { selectTaughtAssignment } from './select-assignment.ts';

const sharedQuery = `
  select exists (select from shared_work where organization_id = ? and submission_id = ? and user_id = ?) as "isShared"`;

/** Work for an assignment leads back to it, and is read by those who teach in its course and by the group it was handed in for. */
export const assignmentWork = workPlace({
  kind: placeKind,
  path: assignedPath,
  isReader: async (scope, id, submissionId) =>
    (await selectTaughtAssignment(scope, id)) !== null || (await isSharedWith(scope, submissionId)),
  courseOf: async ({ em }, id) => (await em.findOne(Assignment, { id }))?.course.id ?? null,
});

async function isSharedWith(scope: Scope, submissionId: string) {
  const values = [scope.organization.id, submissionId, signedInUser(scope)];
  const [row] = await scope.em.execute<{ isShared: boolean }[]>(sharedQuery, values);
  return row!.isShared;
}
