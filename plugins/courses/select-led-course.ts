import type { Scope } from '#src/scope/scope.ts';
import { selectCourse, type CourseRow } from './select-course.ts';

/** A course whose instructor the actor is; null for any other. */
export async function selectLedCourse(scope: Scope, courseId: string): Promise<CourseRow | null> {
  const course = await selectCourse(scope, courseId);
  return course?.role === 'instructor' && !course.isTestUser ? course : null;
}

/** The same for one that was made here: an LMS says who is in its own courses. */
export async function selectOpenCourse(scope: Scope, courseId: string): Promise<CourseRow | null> {
  const course = await selectLedCourse(scope, courseId);
  return course?.isOfLms ? null : course;
}
