import { launchListener, launchTarget, type Launch } from '#lti';
import { keepCourse } from './keep-course.ts';

/** What the listener found, for the target: the launch is the same one, and looking again would cost a round trip. */
const courses = new WeakMap<Launch, string>();

/** Every launch leaves its course and its person there; one of a link leads to that link in its course. */
export const launches = [
  launchListener(async (scope, launch) => {
    const courseId = await keepCourse(scope, launch);
    if (courseId) courses.set(launch, courseId);
  }),
  launchTarget(async (_scope, launch) => {
    const courseId = courses.get(launch);
    if (launch.messageType !== 'LtiResourceLinkRequest' || !launch.resourceLink || !courseId) return null;
    return `/courses/${courseId}/links/${launch.resourceLink.id}`;
  }),
];
