import { rosterListener, type RosterNews } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

const keep = `
  insert into enrollment as e (id, organization_id, course_id, user_id, role, is_test_user)
  select gen_random_uuid(), c.organization_id, c.id, g."userId", g.role, g."isTestUser"
  from course c cross join jsonb_to_recordset(?::jsonb) as g("userId" uuid, role text, "isTestUser" boolean)
  where c.lti_context_id = ?
  on conflict (course_id, user_id) do update set role = excluded.role, is_test_user = excluded.is_test_user, left_at = null
  where (e.role, e.is_test_user) is distinct from (excluded.role, excluded.is_test_user) or e.left_at is not null`;

const leave = `
  update enrollment e set left_at = now() from course c
  where c.lti_context_id = ? and e.course_id = c.id and e.left_at is null
    and e.user_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

/** Brings the enrollments of a course up to date with its roster, in a statement for all who are there and one for who left. */
export const rosters = rosterListener(async ({ em }: Scope, { contextId, members, left }: RosterNews) => {
  if (members.length > 0) await em.execute(keep, [JSON.stringify(members), contextId]);
  if (left.length > 0) await em.execute(leave, [contextId, JSON.stringify(left)]);
});
