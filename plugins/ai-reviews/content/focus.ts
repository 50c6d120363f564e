import { z } from 'zod';

/** What somebody may want a review to speak of above all: the dimensions in which it judges. */
export const focusAreas = ['correctness', 'efficiency', 'codeQuality', 'bestPractices', 'security'] as const;
export type FocusArea = (typeof focusAreas)[number];

/** Each at most once; none is: whatever matters most. */
export const FocusAreas = z
  .array(z.enum(focusAreas))
  .max(focusAreas.length)
  .transform((areas) => focusAreas.filter((area) => areas.includes(area)));
