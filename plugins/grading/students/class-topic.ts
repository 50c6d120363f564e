import { z } from 'zod';
import { selectTaughtAssignment } from '#plugins/assignments';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { view } from '#src/views.ts';
import { ClassCounts, countClass } from './count-class.ts';
import { changeWindows } from './change-windows.ts';

export const ClassNews = ClassCounts.extend({
  assignmentId: z.uuid(),
  /** Each asks once for the page's own rows, in two seconds. */
  windows: z.array(z.int()),
});

/** A class at work: drawn once for all who teach it, however many verdicts come, and of their own rows each page asks then. */
export const classTopic = defineTopic({
  name: 'grading.class',
  params: z.object({ assignmentId: z.uuid() }),
  target: ({ assignmentId }) => `class-${assignmentId}`,
  allow: async (scope, { assignmentId }) => selectTaughtAssignment(scope, assignmentId),
  audience: () => 'staff',
  draw: async (scope, { id }) => ({
    view: view('grading/class-news', ClassNews),
    data: { ...(await countClass(scope, { id })), assignmentId: id, windows: await changeWindows(scope, id) },
  }),
});

export const liveClass = liveTopic(classTopic);
