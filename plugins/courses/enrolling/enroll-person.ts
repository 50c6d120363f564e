import type { CourseRole } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

interface Joining {
  readonly courseId: string;
  readonly userId: string;
  readonly role: CourseRole;
}

/** Of two roles the one with more rights is kept, so that a code takes nobody's away. */
const rank = (role: string) => `array_position(array['none', 'learner', 'teachingAssistant', 'instructor'], ${role})`;

const query = `
  insert into enrollment as e (id, organization_id, course_id, user_id, role, own_role)
  values (gen_random_uuid(), ?, ?, ?, ?, ?)
  on conflict (course_id, user_id) do update set left_at = null, is_barred = false, is_test_user = false,
    role = case when e.left_at is null and ${rank('e.role')} > ${rank('excluded.role')} then e.role else excluded.role end,
    own_role = case when e.left_at is null and ${rank('e.own_role')} > ${rank('excluded.role')} then e.own_role else excluded.role end`;

/** Puts somebody into a course as from here, or back into it with all their work. One statement. */
export const enrollPerson = ({ em, organization }: Scope, { courseId, userId, role }: Joining) =>
  em.execute(query, [organization.id, courseId, userId, role, role]);
