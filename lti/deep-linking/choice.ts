import { z } from 'zod';

const words = (most: number) => z.string().trim().max(most).optional();

/** Adding what was chosen; leaving without anything; leaving because what was chosen cannot be had. */
const acts = ['add', 'cancel', 'giveUp'] as const;

/** What a picker sends: the form of our own page, or a program. */
export const Choice = z.object({
  /** The request that is answered. */
  deepLink: z.uuid(),
  act: z.enum(acts).default('add'),
  /** `<kind>.<id>` of each. */
  chosen: z.array(z.string().max(500)).max(1_000).default([]),
  /** How the person wants what is offered; only those of what was chosen count. */
  edits: z
    .array(
      z.object({
        item: z.string().max(500),
        title: words(255),
        text: words(2_000),
        points: z.number().optional(),
      }),
    )
    .max(1_000)
    .default([]),
  /** Said by the platform to whoever left, in the language of the page. */
  message: words(500),
});
export type Choice = z.output<typeof Choice>;
