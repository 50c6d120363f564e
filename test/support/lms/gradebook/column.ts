import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Activity } from '../courses.ts';

/** Where a teacher comes to when he looks at what a score stands for, as the tool wrote it. */
export const SubmissionReview = z.object({
  reviewableStatus: z.array(z.string()).optional(),
  label: z.string().optional(),
  url: z.string().optional(),
  custom: z.record(z.string(), z.string()).optional(),
});

/** A line item: a column of the gradebook. */
export const Column = z.object({
  id: z.string(),
  courseId: z.string(),
  /** Client id of the tool whose column it is. */
  clientId: z.string(),
  label: z.string(),
  scoreMaximum: z.number(),
  /** Empty where the tool said nothing. */
  resourceId: z.string(),
  tag: z.string(),
  /** Id of the activity, in the words of this platform. */
  activityId: z.string().nullable(),
  /** Made together with its activity, and not by the tool. */
  isCoupled: z.boolean(),
  startDateTime: z.string().optional(),
  endDateTime: z.string().optional(),
  gradesReleased: z.boolean().optional(),
  /** How often something may be handed in; any number of times when it is not said. */
  allowedAttempts: z.int().optional(),
  submissionReview: SubmissionReview.optional(),
});
export type Column = z.output<typeof Column>;

/** The column that an activity brings along: it has the activity's name and id. */
export const columnOf = ({ id, courseId, clientId, title }: Activity, scoreMaximum = 100): Column => ({
  id,
  courseId,
  clientId,
  label: title,
  scoreMaximum,
  resourceId: '',
  tag: '',
  activityId: id,
  isCoupled: true,
});

/** An id that no restart gives to another. */
export const newId = () => String(randomInt(100_000, 2 ** 31));
