import { z } from 'zod';
import { counted, PagerFields } from '#src/http/list/list-schemas.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { view } from '#src/views.ts';
import type { People } from './count-people.ts';
import type { loadPanels } from './course-panel.ts';
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

export const courseListView = view(
  'courses/list',
  PagerFields.extend({ courses: z.array(Listed), mayMake: z.boolean(), isOver: z.boolean() }),
);

export const courseView = view(
  'courses/show',
  Place.extend({
    id: z.uuid(),
    title: z.string().nullable(),
    label: z.string().nullable(),
    /** Markdown. */
    description: z.string().nullable(),
    timeZone: z.string(),
    isActive: z.boolean(),
    isOfLms: z.boolean(),
    isInstructor: z.boolean(),
    mayLeave: z.boolean(),
    contextId: z.uuid().nullable(),
    /** For staff. */
    people: z.object({ instructors: z.int(), assistants: z.int(), learners: z.int() }).nullable(),
    panels: z.array(z.object({ name: z.string(), template: z.string(), data: z.unknown() })),
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

interface Listing {
  readonly query: CourseQuery;
  readonly rows: readonly ListedCourse[];
  readonly meta: PageMeta;
  readonly mayMake: boolean;
}

export const courseListPage = ({ query, rows, meta, mayMake }: Listing) =>
  page(
    courseListView,
    {
      courses: [...rows],
      meta: counted(meta),
      links: courseList.links(coursesPath, query, meta),
      mayMake,
      isOver: query.state === 'over',
    },
    { meta },
  );

interface Shown {
  readonly people: People | null;
  readonly panels: Awaited<ReturnType<typeof loadPanels>>;
}

export const coursePage = (row: CourseRow, shown: Shown) =>
  page(courseView, { ...row, ...shown, isInstructor: row.role === 'instructor' && !row.isTestUser });

export const linkPage = (row: LinkRow) => page(linkView, { ...row, isStaff: isStaff(row) });
