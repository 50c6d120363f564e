import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import { get, idOf } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { courseRoles } from '../enrollment.entity.ts';
import { instant } from '../people/roster-view.ts';
import { isStaff, selectReview } from './select-review.ts';

const reviewView = view(
  'courses/reviews/show',
  z.object({
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    contextId: z.uuid().nullable(),
    linkId: z.uuid(),
    linkTitle: z.string().nullable(),
    personId: z.uuid(),
    name: z.string(),
    role: z.enum(courseRoles),
    isTestUser: z.boolean(),
    hasLeft: z.boolean(),
    lastLaunchAt: z.iso.datetime().nullable(),
    scoreId: z.uuid().nullable(),
    scoreGiven: z.number().nullable(),
    scoreMaximum: z.number().nullable(),
    scoreSentAt: z.iso.datetime().nullable(),
    isStaff: z.boolean(),
  }),
);

/** Where a review of the LMS leads as long as nothing holds work at its link. */
export const reviewRoute = get('/courses/:courseId/links/:linkId/reviews/:personId', {
  summary: 'Whose work a review of the LMS is about, and that there is none yet',
  answer: reviewView,
  params: z.object({ courseId: idOf('course'), linkId: idOf('resourceLink'), personId: idOf('courseMember') }),
  allow: async (scope, ids) => selectReview(scope, ids),
  async handle(_scope, { row: { ownRole, lastLaunchAt, scoreSentAt, ...row } }) {
    const instants = { lastLaunchAt: instant(lastLaunchAt), scoreSentAt: instant(scoreSentAt) };
    return page(reviewView, { ...row, ...instants, isStaff: isStaff({ ownRole }) });
  },
});
