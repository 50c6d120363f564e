import { z } from 'zod';
import { mostProblems } from '../problems/edit-problems.ts';
import { dateField } from '../settings/course-dates.ts';

const points = z.number().positive().max(100_000).multipleOf(0.0001);

/** The links that the LMS shall have, each with one problem or several, as a form or a program sends them. */
export const LinksInput = z.object({
  links: z
    .array(
      z.object({
        title: z.string().trim().min(1).max(255),
        releaseAt: dateField('When learners see it'),
        dueAt: dateField('When work is due'),
        lateUntil: dateField('Until when late work is taken'),
        problems: z
          .array(z.object({ id: z.uuid(), points }))
          .min(1)
          .max(mostProblems),
      }),
    )
    .min(1)
    .max(mostProblems),
});
export type LinksInput = z.output<typeof LinksInput>;
