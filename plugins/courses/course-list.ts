import { sql } from '@mikro-orm/core';
import type { CourseRole } from '#lti';
import { defineList } from '#src/http/list/define-list.ts';
import type { ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface ListedCourse {
  readonly id: string;
  readonly title: string | null;
  /** Null where it says no more than the title. */
  readonly label: string | null;
  readonly role: CourseRole;
}

/** The courses of one person, in pages. */
export const courseList = defineList({
  id: 'c.id',
  sorts: { title: { column: "lower(coalesce(c.title, c.label, ''))", type: 'text' } },
  defaultSort: 'title',
  filters: {},
});

export type CourseQuery = Parameters<typeof courseList.links>[1] & ListQuery;

/** In two statements. */
export const listCourses = (scope: Scope, query: CourseQuery, userId: string) =>
  courseList.read<ListedCourse>(scope, query, {
    select: 'c.id, coalesce(c.title, c.label) as title, nullif(c.label, coalesce(c.title, c.label)) as label, e.role',
    from: 'enrollment e join course c on c.id = e.course_id',
    where: sql`e.organization_id = ${scope.organization.id} and e.user_id = ${userId}`,
  });
