import { launchListener, launchTarget } from '#lti';
import { keepCourse } from './keep-course.ts';
import { selectStanding } from './select-standing.ts';

/** Every launch leaves its course and its person there; one of a link leads to that link in its course. */
export const launches = [
  launchListener(keepCourse),
  launchTarget(async (scope, launch) => {
    if (launch.messageType !== 'LtiResourceLinkRequest' || !launch.resourceLink) return null;
    const standing = await selectStanding(scope, launch);
    return standing && `/courses/${standing.courseId}/links/${launch.resourceLink.id}`;
  }),
];
