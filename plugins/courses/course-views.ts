import { z } from 'zod';
import { counted, PagerFields } from '#src/http/list/list-schemas.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { view } from '#src/views.ts';
import type { People } from './count-people.ts';
import { courseList, type CourseQuery, type ListedCourse } from './course-list.ts';
import { courseRoles } from './enrollment.entity.ts';
import type { CourseRow } from './select-course.ts';
import type { LinkRow } from './select-link.ts';

export const coursesPath = '/courses';

/** What every view says of who looks: their role, and whether it is staff's student view. */
const Place = z.object({ role: z.enum(courseRoles), isTestUser: z.boolean() });

/** A course in a list of somebody's own. */
export const Listed = z.object({
  id: z.uuid(),
  title: z.string().nullable(),
  label: z.string().nullable(),
  role: z.enum(courseRoles),
});

export const courseListView = view('courses/list', PagerFields.extend({ courses: z.array(Listed) }));

export const courseView = view(
  'courses/show',
  Place.extend({
    id: z.uuid(),
    title: z.string().nullable(),
    label: z.string().nullable(),
    timeZone: z.string(),
    /** For staff. */
    people: z.object({ instructors: z.int(), assistants: z.int(), learners: z.int() }).nullable(),
  }),
);

export const linkView = view(
  'courses/link',
  Place.extend({
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    /** The platform launches this link outside a course. */
    isOutsideCourses: z.boolean(),
    linkId: z.uuid(),
    linkTitle: z.string().nullable(),
    name: z.string(),
    isStaff: z.boolean(),
  }),
);

export const isStaff = ({ role }: Pick<CourseRow, 'role'>) => role === 'instructor' || role === 'teachingAssistant';

export const courseListPage = (query: CourseQuery, rows: readonly ListedCourse[], meta: PageMeta) =>
  page(
    courseListView,
    { courses: [...rows], meta: counted(meta), links: courseList.links(coursesPath, query, meta) },
    { meta },
  );

export const coursePage = (row: CourseRow, people: People | null) => page(courseView, { ...row, people });

export const linkPage = (row: LinkRow) => page(linkView, { ...row, isStaff: isStaff(row) });
