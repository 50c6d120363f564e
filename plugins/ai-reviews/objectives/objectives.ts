import { z } from 'zod';
import type { Delivery } from './select-delivery.ts';

/** What is aimed at, as shares of 1 [CON-33, PERF-01, PERF-06, PERF-07, PERF-08, PERF-09]. */
const aims = {
  withinFiveSeconds: { aim: 0.95, of: 'due', has: 'withinFiveSeconds' },
  withinTwoMinutes: { aim: 0.95, of: 'due', has: 'withinTwoMinutes' },
  undisturbed: { aim: 0.99, of: 'due', has: 'undisturbed' },
  reviewed: { aim: 0.999, of: 'due', has: 'reviewed' },
  judged: { aim: 0.995, of: 'handedIn', has: 'judged' },
} as const satisfies Record<string, { aim: number; of: keyof Delivery; has: keyof Delivery }>;

export const objectiveKinds = Object.keys(aims) as (keyof typeof aims)[];

export const Objective = z.object({
  kind: z.enum(objectiveKinds),
  aim: z.number(),
  /** How many did, of how many. */
  has: z.int(),
  of: z.int(),
  /** Null where there was nothing. */
  share: z.number().nullable(),
  isReached: z.boolean().nullable(),
});
export type Objective = z.output<typeof Objective>;

/** What was aimed at, beside what was. */
export const objectivesOf = (delivery: Delivery): Objective[] =>
  objectiveKinds.map((kind) => {
    const { aim } = aims[kind];
    const [has, of] = [delivery[aims[kind].has], delivery[aims[kind].of]];
    const share = of === 0 ? null : has / of;
    return { kind, aim, has, of, share, isReached: share === null ? null : share >= aim };
  });
