import { raw, sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import { isStudent, quoted } from '../students/student-columns.ts';

export interface GradebookRow {
  readonly id: string;
  readonly name: string;
  readonly total: number | null;
}

/** Added up for the rows of a page alone. */
const total = `(select sum(g.points)::float8 from grade g join assignment a on a.id = g.assignment_id
  where g.organization_id = e.organization_id and g.user_id = e.user_id and a.course_id = e.course_id)`;

/** Added up for all at once, where they are to be sorted by it. */
const totals = (courseId: string) => `
  left join (select g.user_id, sum(g.points)::float8 as total from grade g join assignment a on a.id = g.assignment_id
    where a.course_id = ${quoted(courseId)} group by 1) t on t.user_id = e.user_id`;

/** The students of a course, with all that they have. */
export const gradebookList = defineList({
  id: 'e.id',
  sorts: {
    name: { column: 'lower(u.name)', type: 'text' },
    total: { column: 'coalesce(t.total, -1)', type: 'double precision' },
  },
  defaultSort: 'name',
  usualLimit: 50,
  filters: {
    q: filterBy(
      z.string().trim().max(100).describe('Part of a name'),
      (text) => sql`position(lower(${text}) in lower(u.name)) > 0`,
    ),
    /** From which assignment on, counted from 1. */
    from: filterBy(z.int().min(1).max(10_000).describe('The first assignment that is shown'), () => raw('true')),
  },
});

export type GradebookQuery = Parameters<typeof gradebookList.links>[1] & ListQuery;

const from = 'enrollment e join "user" u on u.id = e.user_id';

/** In two statements. */
export const listGradebook = (scope: Scope, query: GradebookQuery, courseId: string) =>
  gradebookList.read<GradebookRow>(scope, query, {
    select: `u.id, u.name, ${query.sort_by === 'total' ? 't.total' : total} as total`,
    from: query.sort_by === 'total' ? from + totals(courseId) : from,
    where: raw(`e.organization_id = ? and e.course_id = ? and ${isStudent}`, [scope.organization.id, courseId]),
  });
