import { z } from 'zod';
import { rosterPauseMinutes, rosterWatcher } from '#lti';
import { publish } from '#src/http/live/publish.ts';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { rosterNews, rosterView } from './roster-view.ts';
import { selectStaffedCourse } from './select-staffed-course.ts';

/** How the roster of a context stands, for those who look after its course. */
export const rosterTopic = defineTopic({
  name: 'courses.roster',
  params: z.object({ contextId: z.uuid() }),
  target: () => 'roster',
  allow: (scope, { contextId }) =>
    selectStaffedCourse(scope, 'context', { id: contextId, pauseMinutes: rosterPauseMinutes }),
  audience: () => 'staff',
  draw: async (scope, course) => ({ view: rosterView, data: rosterNews(course, scope.now()) }),
});

export const liveRosters = [
  liveTopic(rosterTopic),
  rosterWatcher((scope, contextId) => publish(scope, rosterTopic, { contextId })),
];
