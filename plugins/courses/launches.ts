import { launchListener, launchTarget, reviewTarget, type Launch } from '#lti';
import { keepCourse } from './keep-course.ts';
import { enrollReviewed } from './reviews/enroll-reviewed.ts';

/** The course of a launch, for listeners and targets of plugins that require this one; null for one outside all. */
export const launchedCourse = (launch: Launch): string | null => courses.get(launch) ?? null;

/** What the listener found, for whoever comes after it: the launch is the same one, and looking again would cost a round trip. */
const courses = new WeakMap<Launch, string>();

/**
 * Every launch leaves its course and its person there; one of a link leads to that link in its course, and one of a review to
 * that person at the link.
 */
export const launches = [
  launchListener(async (scope, launch) => {
    const courseId = await keepCourse(scope, launch);
    if (!courseId) return;
    courses.set(launch, courseId);
    if (launch.forUserId) await enrollReviewed(scope, courseId, launch.forUserId);
  }),
  launchTarget(async (_scope, launch) => {
    const courseId = courses.get(launch);
    if (launch.messageType !== 'LtiResourceLinkRequest' || !launch.resourceLink || !courseId) return null;
    return `/courses/${courseId}/links/${launch.resourceLink.id}`;
  }),
  reviewTarget(async (_scope, { launch, resourceLinkId, forUserId }) => {
    const courseId = courses.get(launch);
    return courseId ? `/courses/${courseId}/links/${resourceLinkId}/reviews/${forUserId}` : null;
  }),
];
