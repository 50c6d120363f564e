import type { Scope } from '#src/scope/scope.ts';
import { isStaff } from './course-views.ts';
import { selectCourse, type CourseRow } from './select-course.ts';

/** A course in which the actor teaches or assists; null for any other. */
export async function selectTaughtCourse(scope: Scope, courseId: string): Promise<CourseRow | null> {
  const course = await selectCourse(scope, courseId);
  return course && isStaff(course) ? course : null;
}
