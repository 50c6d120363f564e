import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { Course } from '../course.entity.ts';
import { Enrollment } from '../enrollment.entity.ts';

export interface CourseForm {
  readonly title: string;
  /** Markdown. */
  readonly description: string | null;
  /** IANA name. */
  readonly timeZone: string;
}

/** A course without an LMS, whose instructor is who makes it. */
export async function makeCourse(scope: Scope, form: CourseForm): Promise<Course> {
  const user = signedInUser(scope);
  return scope.transaction(async (inside) => {
    const course = inside.em.create(Course, { ...form } as never);
    inside.em.create(Enrollment, { course, user, role: 'instructor', ownRole: 'instructor' } as never);
    await inside.em.flush();
    inside.afterCommit(() => audit(inside, { action: 'course.made', target: { type: 'course', id: course.id } }));
    return course;
  });
}
