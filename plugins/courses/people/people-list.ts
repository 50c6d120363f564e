import { raw, sql } from '@mikro-orm/core';
import { z } from 'zod';
import type { CourseRole } from '#lti';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import { courseRoles } from '../enrollment.entity.ts';

/** `expected` are known by the roster alone, `missing` are lacking on it, `left` are out of the course. */
export const personStates = ['here', 'expected', 'missing', 'left'] as const;
export type PersonState = (typeof personStates)[number];

export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly role: CourseRole;
  readonly isTestUser: boolean;
  readonly state: PersonState;
  readonly lastLaunchAt: string | null;
  readonly groups: readonly string[];
}

/** A stub knows of no launch but the first. */
const launchedAt = 'coalesce(m.launched_at, case when m.id is null then e.created_at end)';
const state = `case when e.left_at is not null then 'left' when m.missing_since is not null then 'missing'
  when ${launchedAt} is null then 'expected' else 'here' end`;

const from = `enrollment e join "user" u on u.id = e.user_id join course c on c.id = e.course_id
  left join lti_membership m on m.context_id = c.lti_context_id and m.user_id = e.user_id`;

const select = `u.id, u.name, e.role, e.is_test_user as "isTestUser", ${state} as state, ${launchedAt} as "lastLaunchAt",
  array(select g.name from lti_group g where g.context_id = m.context_id and g.group_id = any(m.group_ids) order by 1) as groups`;

/** The people of a course: searched, narrowed, sorted, in pages. Who left is there when asked for. */
export const peopleList = defineList({
  id: 'e.id',
  sorts: {
    name: { column: 'lower(u.name)', type: 'text' },
    last_launch: { column: `coalesce(${launchedAt}, '-infinity')`, type: 'timestamptz' },
  },
  defaultSort: 'name',
  filters: {
    q: filterBy(
      z.string().trim().max(100).describe('Part of a name'),
      (text) => sql`position(lower(${text}) in lower(u.name)) > 0`,
    ),
    role: filterBy(z.enum(courseRoles), (role) => sql`e.role = ${role}`),
    state: filterBy(z.enum(personStates), (wanted) => raw(`${state} = ?`, [wanted])),
    group: filterBy(
      z.uuid(),
      (id) =>
        sql`m.group_ids && array(select g.group_id from lti_group g where g.id = ${id} and g.context_id = m.context_id)`,
    ),
  },
});

export type PeopleQuery = Parameters<typeof peopleList.links>[1] & ListQuery;

/** In two statements. */
export const listPeople = (scope: Scope, query: PeopleQuery, courseId: string) =>
  peopleList.read<ListedPerson>(scope, query, {
    select,
    from,
    where:
      query.state === 'left'
        ? sql`e.organization_id = ${scope.organization.id} and e.course_id = ${courseId}`
        : sql`e.organization_id = ${scope.organization.id} and e.course_id = ${courseId} and e.left_at is null`,
  });

export interface ListedGroup {
  readonly id: string;
  readonly name: string;
  readonly setName: string | null;
}

/** The groups by which a course's people can be narrowed. */
export const selectGroups = ({ em }: Scope, contextId: string): Promise<ListedGroup[]> =>
  em.execute<ListedGroup[]>(
    `select id, name, set_name as "setName" from lti_group where context_id = ? order by set_name nulls first, name limit 500`,
    [contextId],
  );
