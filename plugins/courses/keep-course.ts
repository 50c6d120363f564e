import type { Launch } from '#lti';
import type { Scope } from '#src/scope/scope.ts';
import { Course } from './course.entity.ts';
import { Enrollment } from './enrollment.entity.ts';
import { selectFormerCourse } from './select-former-course.ts';
import { selectStanding, type Standing } from './select-standing.ts';

/**
 * Brings course and enrollment up to date with a launch: one statement where nothing changed. Two first launches at once meet at
 * the unique keys, and the one that lost is tried again as a whole. Returns the course's id, null where a launch has neither course
 * nor link. Throws UniqueConstraintViolationException.
 */
export async function keepCourse(scope: Scope, launch: Launch): Promise<string | null> {
  if (!launch.context && !launch.resourceLink) return null;
  const standing = await selectStanding(scope, launch);
  const courseId = standing ? await renameCourse(scope, launch, standing) : await makeCourse(scope, launch);
  await keepEnrollment(scope, launch, courseId, standing);
  return courseId;
}

/** A copy has what belongs to a course and to nobody in it. */
async function makeCourse(scope: Scope, launch: Launch) {
  const { em, organization } = scope;
  const { context, resourceLink } = launch;
  const former = await selectFormerCourse(scope, launch);
  const course = em.create(Course, {
    ...namesOf(launch),
    timeZone: former?.timeZone ?? organization.timeZone,
    description: former?.description ?? null,
    copiedFrom: former?.id ?? null,
    ltiContext: context?.id ?? null,
    ltiResourceLink: context ? null : resourceLink?.id,
  } as never);
  await em.flush();
  return course.id;
}

/** What a platform leaves out stays as it was; a course that was here before has its own name. */
async function renameCourse({ em }: Scope, launch: Launch, { courseId, ...standing }: Standing) {
  if (standing.isAttached) return courseId;
  const { title, label } = namesOf(launch);
  const names = { title: title ?? standing.title, label: label ?? standing.label };
  if (names.title !== standing.title || names.label !== standing.label)
    await em.nativeUpdate(Course, { id: courseId }, names);
  return courseId;
}

async function keepEnrollment(
  { em }: Scope,
  { userId, role, isTestUser }: Launch,
  courseId: string,
  standing: Standing | null,
) {
  if (!standing?.enrollmentId) {
    em.create(Enrollment, { course: courseId, user: userId, role, isTestUser } as never);
    return em.flush();
  }
  if (standing.role !== role || standing.isTestUser !== isTestUser || standing.hasLeft)
    await em.nativeUpdate(Enrollment, { id: standing.enrollmentId }, { role, isTestUser, leftAt: null });
}

/** A stub has the title of its only link. */
const namesOf = ({ context, resourceLink }: Launch) => ({
  title: said(context ? context.title : resourceLink?.title),
  label: said(context?.label),
});

const said = (text: string | null | undefined) => text?.trim() || null;
