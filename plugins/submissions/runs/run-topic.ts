import { z } from 'zod';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { readRun, runBodyView, selectRun } from './run-view.ts';

/** How a program that is tried out goes, for whoever tries it. */
export const runTopic = defineTopic({
  name: 'submissions.run',
  params: z.object({ runId: z.uuid() }),
  target: ({ runId }) => `run-${runId}`,
  allow: (scope, { runId }) => selectRun(scope, runId),
  draw: async (scope, row) => ({ view: runBodyView, data: await readRun(scope, row) }),
});

export const liveRuns = liveTopic(runTopic);
