import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { courseRoles } from '../enrollment.entity.ts';
import { peopleList, personStates, type ListedGroup, type ListedPerson, type PeopleQuery } from './people-list.ts';
import { rosterTopic } from './roster-topic.ts';
import { instant, RosterFields, rosterFields } from './roster-view.ts';
import type { StaffedCourse } from './select-staffed-course.ts';

/** What every page about a course's people says of the course. */
export const CourseHead = z.object({
  courseId: z.uuid(),
  courseTitle: z.string().nullable(),
  /** Whether the course's own page is there for who looks. */
  isInCourse: z.boolean(),
  contextId: z.uuid().nullable(),
});

const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(courseRoles),
  isTestUser: z.boolean(),
  state: z.enum(personStates),
  lastLaunchAt: z.iso.datetime().nullable(),
  groups: z.array(z.string()),
});

export const peopleView = view(
  'courses/people/list',
  PagerFields.extend(CourseHead.shape).extend({
    people: z.array(Person),
    sorts: z.object({ name: SortField, last_launch: SortField }),
    form: FormFields,
    roles: z.array(z.string()),
    states: z.array(z.string()),
    groups: z.array(z.object({ id: z.uuid(), name: z.string(), setName: z.string().nullable() })),
    isNarrowed: z.boolean(),
    /** Who looks decides about single people. */
    mayChange: z.boolean(),
    /** Null outside the courses of the platform. */
    roster: RosterFields.nullable(),
    /** When the list may be asked for again; null where it may be now. */
    againAt: z.iso.datetime().nullable(),
    live: z.string().nullable(),
  }),
);

export const peoplePath = (courseId: string) => `/courses/${courseId}/people`;

export const courseHead = ({ id, title, role, contextId }: StaffedCourse) => ({
  courseId: id,
  courseTitle: title,
  isInCourse: role !== null,
  contextId,
});

interface Read {
  readonly query: PeopleQuery;
  readonly rows: readonly ListedPerson[];
  readonly meta: PageMeta;
  readonly groups: readonly ListedGroup[];
  readonly now: Date;
  readonly form?: FormState;
}

export function peoplePage(course: StaffedCourse, { query, rows, meta, groups, now, form = emptyForm }: Read) {
  const { q, role, state, group } = query;
  const path = peoplePath(course.id);
  const data = {
    ...courseHead(course),
    people: rows.map((row) => ({ ...row, groups: [...row.groups], lastLaunchAt: instant(row.lastLaunchAt) })),
    sorts: peopleList.sorts(path, query),
    form: formFields(form, { q, role, state, group }),
    roles: [...courseRoles],
    states: [...personStates],
    groups: [...groups],
    isNarrowed: Boolean(q ?? role ?? state ?? group),
    mayChange: course.role === 'instructor' && course.contextId === null,
    roster: course.contextId === null ? null : rosterFields(course),
    againAt: course.againAt !== null && new Date(course.againAt) > now ? instant(course.againAt) : null,
    live: course.contextId === null ? null : livePath([topicAddress(rosterTopic, { contextId: course.contextId })]),
    meta: counted(meta),
    links: peopleList.links(path, query, meta),
  };
  return page(peopleView, data, { meta });
}
