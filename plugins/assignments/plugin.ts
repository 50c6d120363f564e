import { definePlugin } from '#src/plugin.ts';
import { actSentences } from './act-sentences.ts';
import { AssignmentProblem } from './assignment-problem.entity.ts';
import { Assignment } from './assignment.entity.ts';
import { assignedProblems } from './assigned-problems.ts';
import { courseAssignments } from './course-panel.ts';
import { assignmentsOfCourses } from './course-work.ts';
import { courseWriters } from './course-writers.ts';
import { problemLinks } from './deep-link.ts';
import { AssignmentExtension } from './extensions/assignment-extension.entity.ts';
import { extensionRoutes } from './extensions/extension-routes.ts';
import { heedGroups, heedRemoval } from './extensions/heed-groups.ts';
import { linkRoutes } from './linking/link-routes.ts';
import { launches } from './launches.ts';
import { assignmentRoutes } from './page/assignment-routes.ts';
import { liveWork, tellJudged } from './page/live-topics.ts';
import { choosingPanel } from './picker/choosing-panel.ts';
import { LinkChoice } from './picker/link-choice.entity.ts';
import { ownPicker } from './picker/own-picker.ts';
import { pickerRoutes } from './picker/picker-routes.ts';
import { previewRoute } from './preview/preview-route.ts';
import { staffTrial } from './preview/staff-trial.ts';
import { problemRoutes } from './problems/problem-routes.ts';
import { reviews } from './reviews.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { SharedWork } from './sharing/shared-work.entity.ts';
import { AssignmentStart } from './timing/assignment-start.entity.ts';
import { liveClock, tellClocks } from './timing/clock-topic.ts';
import { timingRoutes } from './timing/timing-routes.ts';
import { versionRoutes } from './versions/version-routes.ts';
import { assignmentWork } from './work-place.ts';

export default definePlugin({
  name: 'assignments',
  requires: ['courses', 'lti', 'problems', 'submissions'],
  entities: [Assignment, AssignmentProblem, AssignmentExtension, AssignmentStart, SharedWork, LinkChoice],
  routes: [
    ...pickerRoutes,
    ...assignmentRoutes,
    ...settingsRoutes,
    ...problemRoutes,
    ...extensionRoutes,
    ...versionRoutes,
    ...timingRoutes,
    previewRoute,
    ...linkRoutes,
  ],
  on: [tellJudged, heedGroups, tellClocks],
  contributes: [
    courseAssignments,
    courseWriters,
    heedRemoval,
    assignmentsOfCourses,
    problemLinks,
    ownPicker,
    choosingPanel,
    staffTrial,
    assignedProblems,
    ...launches,
    reviews,
    ...liveWork,
    liveClock,
    assignmentWork,
    ...actSentences,
  ],
});
