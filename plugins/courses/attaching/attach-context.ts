import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { CourseAttachment } from './course-attachment.entity.ts';
import { copyGroups } from './copy-groups.ts';
import { moveWork } from './course-work.ts';

export interface Attaching {
  /** The course that a context is now. */
  readonly from: string;
  /** The one that it is to be, which is of no LMS yet. */
  readonly to: string;
}

interface Locked {
  readonly id: string;
  readonly contextId: string | null;
  readonly isOfLms: boolean;
  readonly isActive: boolean;
  readonly isLed: boolean;
}

const lock = `
  select c.id, c.lti_context_id as "contextId", num_nonnulls(c.lti_context_id, c.lti_resource_link_id) > 0 as "isOfLms",
    c.is_active as "isActive", exists (select from enrollment e where e.course_id = c.id and e.user_id = ?
      and e.role = 'instructor' and not e.is_test_user and e.left_at is null) as "isLed"
  from course c where c.organization_id = ? and c.id in (?, ?) order by c.id for update`;

const release = 'update course set lti_context_id = null, is_active = false, version = version + 1 where id = ?';
const take = 'update course set lti_context_id = ?, join_code = null where id = ?';

/** The LMS says what they are from now on; what they were here stays theirs for when this is undone. */
const enroll = `
  insert into enrollment as e (id, organization_id, course_id, user_id, role, is_test_user)
  select gen_random_uuid(), f.organization_id, ?, f.user_id, f.role, f.is_test_user
  from enrollment f where f.organization_id = ? and f.course_id = ? and f.left_at is null
  on conflict (course_id, user_id) do update set role = excluded.role, is_test_user = excluded.is_test_user, left_at = null`;

/**
 * Lets a context of an LMS lead into a course that was made here, with its people, the work of its links and its groups. What it had
 * besides stays in the course that it was, which is over until this is undone. Throws DomainError `forbidden` for whoever does not
 * teach in both, `conflict` where one is of an LMS already or over, `invalid` for a course that is not there.
 */
export async function attachContext(scope: Scope, { from, to }: Attaching): Promise<void> {
  const userId = signedInUser(scope);
  await scope.transaction(async (inside) => {
    const { em, organization } = inside;
    const locked = await em.execute<Locked[]>(lock, [userId, organization.id, from, to]);
    const contextId = refuse(locked, { from, to });
    await em.execute(release, [from]);
    await em.execute(take, [contextId, to]);
    await em.execute(enroll, [to, organization.id, from]);
    await copyGroups(inside, { from, to });
    await moveWork(inside, { from, to, contextId });
    em.create(CourseAttachment, { course: to, context: contextId, formerCourse: from, attachedBy: userId } as never);
    await em.flush();
    const target = { type: 'course', id: to };
    inside.afterCommit(() =>
      audit(inside, { action: 'course.attached', target, payload: { context: contextId, formerCourse: from } }),
    );
  });
}

function refuse(locked: readonly Locked[], { from, to }: Attaching): string {
  const [former, course] = [from, to].map((id) => locked.find((one) => one.id === id));
  if (!former || !course || from === to) throw invalid({ field: 'to', key: 'courses.attaching.error.noCourse' });
  if (!former.isLed || !course.isLed) throw new DomainError('forbidden', 'courses.attaching.error.bothNeeded');
  if (former.contextId === null || course.isOfLms || !course.isActive)
    throw new DomainError('conflict', 'courses.attaching.error.taken');
  return former.contextId;
}
