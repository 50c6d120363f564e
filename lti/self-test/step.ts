import { z } from 'zod';

/** What is asked of a platform, in this order; the last one always. */
export const stepNames = ['configuration', 'keys', 'token', 'roster', 'lineItem', 'score', 'cleanUp'] as const;
export type StepName = (typeof stepNames)[number];

/** `absent`: the platform does not offer it or did not grant it, which is no fault. `skipped`: what it needs failed. */
export const stepStates = ['waiting', 'running', 'passed', 'failed', 'absent', 'skipped'] as const;

export const Step = z.object({
  name: z.enum(stepNames),
  state: z.enum(stepStates),
  /** Of the platform's answer, where it refused. */
  status: z.int().nullable(),
  /** The platform's own. */
  words: z.string().nullable(),
  /** What was found: keys, members, line items. */
  count: z.int().nullable(),
  /** Milliseconds that it took. */
  ms: z.int().nullable(),
});
export type Step = z.output<typeof Step>;

const untried = { state: 'waiting', status: null, words: null, count: null, ms: null } as const;

export const freshSteps = (): Step[] => stepNames.map((name) => ({ name, ...untried }));
