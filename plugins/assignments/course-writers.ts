import { problemWriters } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';

const query = `
  select exists (select from enrollment where organization_id = ? and user_id = ? and role = 'instructor'
    and not is_test_user and left_at is null) as teaches`;

/** Whoever leads a course, as the LMS says, writes problems for it; nobody else finds them. */
export const courseWriters = problemWriters(async (scope: Scope) => {
  const values = [scope.organization.id, signedInUser(scope)];
  const [row] = await scope.em.execute<{ teaches: boolean }[]>(query, values);
  return row!.teaches;
});
