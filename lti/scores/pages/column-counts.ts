import { z } from 'zod';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { view } from '#src/views.ts';
import { countStates, selectColumn } from './select-column.ts';

export const StateCounts = z.object({
  waiting: z.int(),
  sent: z.int(),
  failed: z.int(),
  held: z.int(),
  changed: z.int(),
  kept: z.int(),
});

export const Progress = z.object({ counts: StateCounts, isReconciling: z.boolean() });
const progressView = view('lti/scores/progress', Progress);

/** How far the scores of a column have come, while a page of it is open. */
export const columnProgress = defineTopic({
  name: 'lti.columnProgress',
  params: z.object({ lineItemId: z.uuid() }),
  target: () => 'column-progress',
  allow: async (scope, { lineItemId }) => selectColumn(scope, lineItemId),
  audience: () => 'graders',
  draw: async (scope, { id, isReconciling }) => ({
    view: progressView,
    data: { counts: await countStates(scope, id), isReconciling },
  }),
});

export const columnTopic = liveTopic(columnProgress);
