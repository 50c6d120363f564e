import { z } from 'zod';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { allowSubmission } from './select-submission.ts';
import { readVerdict } from './verdict-fields.ts';
import { verdictBodyView } from './verdict-view.ts';

/** How a submission is judged, while somebody looks: its state first, then each test as it ends. */
export const submissionTopic = defineTopic({
  name: 'submission',
  params: z.object({ submissionId: z.uuid() }),
  target: ({ submissionId }) => `submission-${submissionId}`,
  allow: allowSubmission,
  draw: async (scope, row) => ({ view: verdictBodyView, data: await readVerdict(scope, row) }),
});

export const liveSubmissions = liveTopic(submissionTopic);
