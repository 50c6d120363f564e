import { z } from 'zod';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { view } from '#src/views.ts';
import { keepers } from '../admin/keepers.ts';
import { selectSelfTest, type SelfTestRow } from './select-self-test.ts';
import { Step } from './step.ts';

export const Progress = z.object({ isRunning: z.boolean(), failures: z.int(), steps: z.array(Step) });

export const progressOf = ({ steps, finishedAt }: SelfTestRow) => ({
  isRunning: finishedAt === null,
  failures: steps.filter(({ state }) => state === 'failed').length,
  steps: [...steps],
});

const progressView = view('lti/self-test/progress', Progress);

/** How far a self-test has come, while a page of it is open. */
export const selfTestProgress = defineTopic({
  name: 'lti.selfTestProgress',
  params: z.object({ selfTestId: z.uuid() }),
  target: () => 'self-test-progress',
  allow: async (scope, { selfTestId }) => ((await keepers(scope)) ? selectSelfTest(scope, selfTestId) : null),
  audience: () => 'keepers',
  draw: async (_scope, row) => ({ view: progressView, data: progressOf(row) }),
});

export const selfTestTopic = liveTopic(selfTestProgress);
