import { z } from 'zod';
import { view } from '#src/views.ts';
import { trialStates } from './pattern-trial.entity.ts';

/** What trying a pattern has found, or has found so far. */
export const TrialFields = z.object({
  id: z.uuid(),
  state: z.enum(trialStates),
  isUnderWay: z.boolean(),
  language: z.string(),
  total: z.int(),
  seen: z.int(),
  refused: z.int(),
  programs: z.int(),
  hits: z.int(),
  finishedAt: z.iso.datetime().nullable(),
  places: z.array(
    z.object({
      number: z.int(),
      href: z.string(),
      problemTitle: z.string(),
      path: z.string(),
      line: z.int(),
      code: z.string(),
    }),
  ),
});
export type TrialFields = z.output<typeof TrialFields>;

export const trialView = view('code-analysis/own/trial', TrialFields);
