import { z } from 'zod';

const Dates = z.object({ startDateTime: z.string().optional(), endDateTime: z.string().optional() });

export interface Course {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  /** The number in the school's own records. */
  readonly sourcedId: string;
}

/** The same in every practice LMS. */
export const courses = {
  programming: { id: '2', label: 'PROG1', title: 'Programming 1', sourcedId: 'SIS-PROG1' },
  dataStructures: { id: '3', label: 'DS', title: 'Data Structures', sourcedId: 'SIS-DS' },
} satisfies Record<string, Course>;

/** Where something lies; nothing is made outside of a course. */
export const courseOf = ({ courseId }: { readonly courseId: string }): Course =>
  Object.values(courses).find(({ id }) => id === courseId)!;

/** A resource link: a place in a course from which a tool is launched. */
export const Activity = z.object({
  id: z.string(),
  courseId: z.string(),
  clientId: z.string(),
  title: z.string(),
  targetLinkUri: z.string(),
  /** Values may name variables, `$User.id` and others. */
  custom: z.record(z.string(), z.string()),
  opensIn: z.enum(['frame', 'tab']),
  text: z.string().optional(),
  /** When it can be reached, and when work can be handed in, as the tool said: ISO 8601 with zone. */
  available: Dates.optional(),
  submission: Dates.optional(),
});
export type Activity = Readonly<z.output<typeof Activity>>;
