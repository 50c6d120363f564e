import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { CourseAttachment } from './course-attachment.entity.ts';
import { moveWork } from './course-work.ts';

interface Standing {
  readonly id: string;
  readonly contextId: string;
  readonly former: string;
}

const lock = `
  select a.id, a.context_id as "contextId", a.former_course_id as former
  from course_attachment a join course c on c.id = a.course_id join course f on f.id = a.former_course_id
  where a.organization_id = ? and a.course_id = ? and a.detached_at is null and c.lti_context_id = a.context_id
  for update of a, c, f`;

/** Who came by the LMS, or is known to it, is in its own course again, as what the LMS last said. */
const sendBack = `
  insert into enrollment as e (id, organization_id, course_id, user_id, role, is_test_user)
  select gen_random_uuid(), c.organization_id, ?, c.user_id, c.role, c.is_test_user from enrollment c
  where c.organization_id = ? and c.course_id = ? and c.left_at is null and (c.own_role is null or exists (
    select from lti_membership m where m.context_id = ? and m.user_id = c.user_id and m.left_at is null))
  on conflict (course_id, user_id) do update set role = excluded.role, is_test_user = excluded.is_test_user, left_at = null`;

const restore = `
  update enrollment set role = coalesce(own_role, role), left_at = case when own_role is null then now() else left_at end
  where organization_id = ? and course_id = ? and left_at is null`;

/**
 * Undoes that a context leads into a course: both are as before, with what their links lead to and all that was done since. Throws
 * DomainError `conflict` where no context is attached.
 */
export async function detachContext(scope: Scope, courseId: string): Promise<void> {
  const userId = signedInUser(scope);
  await scope.transaction(async (inside) => {
    const { em, organization } = inside;
    const [standing] = await em.execute<Standing[]>(lock, [organization.id, courseId]);
    if (!standing) throw new DomainError('conflict', 'courses.attaching.error.notAttached');
    const { former, contextId } = standing;
    await em.execute('update course set lti_context_id = null where id = ?', [courseId]);
    await em.execute('update course set lti_context_id = ?, is_active = true, version = version + 1 where id = ?', [
      contextId,
      former,
    ]);
    await em.execute(sendBack, [former, organization.id, courseId, contextId]);
    await em.execute(restore, [organization.id, courseId]);
    await moveWork(inside, { from: courseId, to: former, contextId });
    await em.nativeUpdate(CourseAttachment, { id: standing.id }, { detachedAt: inside.now(), detachedBy: userId });
    const target = { type: 'course', id: courseId };
    inside.afterCommit(() =>
      audit(inside, { action: 'course.detached', target, payload: { context: contextId, formerCourse: former } }),
    );
  });
}
