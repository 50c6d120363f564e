import { z } from 'zod';
import { rosterStates } from '#lti';
import { view } from '#src/views.ts';
import type { StaffedCourse } from './select-staffed-course.ts';

/** How a roster stands, in words; the part of a page that changes while it is read. */
export const RosterFields = z.object({
  courseId: z.uuid(),
  state: z.enum([...rosterStates, 'never']),
  endedAt: z.iso.datetime().nullable(),
  completeAt: z.iso.datetime().nullable(),
  pages: z.int(),
  members: z.int(),
  /** Why there may be more people. */
  incomplete: z.string().nullable(),
  /** The platform's own. */
  words: z.string().nullable(),
  joined: z.int(),
  changed: z.int(),
  returned: z.int(),
  missing: z.int(),
  /** Whether a read ended while somebody looks: then the list of people below is drawn again too. */
  hasNews: z.boolean(),
});

export const rosterView = view('courses/people/roster', RosterFields);

const newsMs = 10_000;

export const rosterFields = (course: StaffedCourse): z.output<typeof RosterFields> => ({
  courseId: course.id,
  state: course.state ?? (course.hasService ? 'never' : 'off'),
  endedAt: instant(course.endedAt),
  completeAt: instant(course.completeAt),
  pages: course.pages,
  members: course.members,
  incomplete: course.incomplete,
  words: course.words,
  joined: course.joined,
  changed: course.changed,
  returned: course.returned,
  missing: course.missing,
  hasNews: false,
});

/** The same for a page that is open already. */
export const rosterNews = (course: StaffedCourse, now: Date): z.output<typeof RosterFields> => ({
  ...rosterFields(course),
  hasNews: course.endedAt !== null && now.getTime() - new Date(course.endedAt).getTime() < newsMs,
});

export const instant = (value: string | null) => value && new Date(value).toISOString();
