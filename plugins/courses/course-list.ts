import { sql } from '@mikro-orm/core';
import type { CourseRole } from '#lti';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface ListedCourse {
  readonly id: string;
  readonly title: string | null;
  /** Null where it says no more than the title. */
  readonly label: string | null;
  readonly role: CourseRole;
}

/** The courses of one person, in pages: those that go on, or, when asked for, those that are over. */
export const courseList = defineList({
  id: 'c.id',
  sorts: { title: { column: "lower(coalesce(c.title, c.label, ''))", type: 'text' } },
  defaultSort: 'title',
  filters: {
    state: filterBy(z.enum(['over']), () => sql`not c.is_active`),
  },
});

export type CourseQuery = Parameters<typeof courseList.links>[1] & ListQuery;

/** In two statements. */
export const listCourses = (scope: Scope, query: CourseQuery, userId: string) =>
  courseList.read<ListedCourse>(scope, query, {
    select: 'c.id, coalesce(c.title, c.label) as title, nullif(c.label, coalesce(c.title, c.label)) as label, e.role',
    from: 'enrollment e join course c on c.id = e.course_id',
    where:
      query.state === 'over'
        ? sql`e.organization_id = ${scope.organization.id} and e.user_id = ${userId} and e.left_at is null`
        : sql`e.organization_id = ${scope.organization.id} and e.user_id = ${userId} and e.left_at is null and c.is_active`,
  });
