import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Enrollment } from '../enrollment.entity.ts';

interface Person {
  readonly courseId: string;
  readonly userId: string;
}

/** They are out of the course, by themselves; the code lets them in again. Their work stays. Throws DomainError `conflict`. */
export const leaveCourse = (scope: Scope, person: Person): Promise<void> =>
  changeEnrollment(scope, person, { action: 'course.left', changes: { leftAt: scope.now() } });

/** The same, by who teaches: the code does not let them in again. */
export const deactivatePerson = (scope: Scope, person: Person): Promise<void> =>
  changeEnrollment(scope, person, { action: 'course.personOut', changes: { leftAt: scope.now(), isBarred: true } });

export const reactivatePerson = (scope: Scope, person: Person): Promise<void> =>
  changeEnrollment(scope, person, { action: 'course.personBack', changes: { leftAt: null, isBarred: false } });

/** Throws DomainError `conflict` where nobody would be left to teach. */
export const giveRole = (scope: Scope, person: Person, role: 'instructor' | 'teachingAssistant' | 'learner') =>
  changeEnrollment(scope, person, { action: 'course.roleGiven', changes: { role, ownRole: role } });

interface Change {
  readonly action: string;
  readonly changes: Partial<Pick<Enrollment, 'leftAt' | 'isBarred' | 'role' | 'ownRole'>>;
}

/** Two instructors who go at once do not both go. */
const instructors = `
  select user_id as id from enrollment where organization_id = ? and course_id = ? and role = 'instructor' and left_at is null
  order by id for update`;

const changeEnrollment = (scope: Scope, { courseId, userId }: Person, { action, changes }: Change) =>
  scope.transaction(async (inside) => {
    const teaching = await inside.em.execute<{ id: string }[]>(instructors, [inside.organization.id, courseId]);
    const isLast = teaching.length === 1 && teaching[0]!.id === userId;
    const goesOn = changes.leftAt === undefined ? changes.role === 'instructor' : changes.leftAt === null;
    if (isLast && !goesOn) throw new DomainError('conflict', 'courses.enrolling.error.lastInstructor');
    await inside.em.nativeUpdate(Enrollment, { course: courseId, user: userId, ownRole: { $ne: null } }, changes);
    const target = { type: 'user', id: userId };
    inside.afterCommit(() => audit(inside, { action, target, payload: { course: courseId } }));
  });
