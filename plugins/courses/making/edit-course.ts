import { LockMode } from '@mikro-orm/core';
import { audit } from '#src/audit/audit.ts';
import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Course } from '../course.entity.ts';
import type { CourseForm } from './make-course.ts';

export interface CourseEdit extends Omit<CourseForm, 'title'> {
  readonly courseId: string;
  /** The one that whoever edits had before them. */
  readonly version: number;
  /** Null leaves it: an LMS says how its courses are called. */
  readonly title: string | null;
  readonly isActive: boolean;
}

/** Throws DomainError `conflict` with both texts where somebody else saved since. */
export const editCourse = (scope: Scope, { courseId, title, ...edit }: CourseEdit): Promise<void> =>
  scope.transaction(async (inside) => {
    const { em } = inside;
    const course = await em.findOneOrFail(Course, courseId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const wanted = { ...edit, title: title ?? course.title };
    refuseStale(course as typeof wanted, wanted, ['title', 'description', 'timeZone', 'isActive']);
    const { version: _version, ...changes } = wanted;
    Object.assign(course, changes);
    await em.flush();
    inside.afterCommit(() => audit(inside, { action: 'course.changed', target: { type: 'course', id: courseId } }));
  });
