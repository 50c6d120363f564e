import { z } from 'zod';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { PatternTrial } from './pattern-trial.entity.ts';
import { drawTrial } from './select-trial.ts';
import { trialView } from './trial-view.ts';

/** How far a trial is, for whoever began it. */
export const trialTopic = defineTopic({
  name: 'code-analysis.trial',
  params: z.object({ trialId: z.uuid() }),
  target: ({ trialId }) => `trial-${trialId}`,
  allow: async ({ em, actor }, { trialId }) =>
    actor.kind === 'user' ? em.findOne(PatternTrial, { id: trialId, user: actor.id }, { populate: ['pattern'] }) : null,
  draw: async (scope, row) => ({ view: trialView, data: await drawTrial(scope, row) }),
});

export const liveTrials = liveTopic(trialTopic);
