import { chosenItem, deepLinkItem, launchTarget } from '#lti';
import { selectStanding } from './select-standing.ts';

const kind = 'courses';
const home = 'home';

/** The course's own page as a link in the LMS: instructors choose it there, and its launches lead to it. */
export const courseHome = [
  deepLinkItem({
    name: kind,
    type: 'ltiResourceLink',
    label: 'courses.deepLink.kind',
    untitled: 'courses.deepLink.home',
    list: async (_scope, { contextId }, { words }) => (contextId && !words ? [{ id: home, title: null }] : []),
    make: async (_scope, { contextId }, id) => (contextId && id === home ? {} : null),
  }),
  launchTarget(async (scope, launch) => {
    if (launch.messageType !== 'LtiResourceLinkRequest' || chosenItem(launch, kind) !== home) return null;
    const course = await selectStanding(scope, launch);
    return course && `/courses/${course.courseId}`;
  }),
];
