import { z } from 'zod';
import { CheckerContent } from '../content/tests.ts';

type Written = z.infer<typeof CheckerContent>;

/** A checker as its form has it: the tolerance in two fields, of which one may stay empty. */
export const CheckerForm = CheckerContent.omit({ tolerance: true }).extend({
  absolute: z.number().min(0).max(1e12).nullable().default(null),
  relative: z.number().min(0).max(1).nullable().default(null),
});
export type CheckerForm = z.infer<typeof CheckerForm>;

export const checkerWritten = ({ absolute, relative, ...checker }: CheckerForm): Written => ({
  ...checker,
  tolerance: toleranceOf(absolute, relative),
});

export const checkerShown = ({ tolerance, ...checker }: Written): CheckerForm => ({
  ...checker,
  ...(typeof tolerance === 'object' && tolerance !== null ? tolerance : { absolute: tolerance, relative: tolerance }),
});

/** Twice the same is one number, as who writes a problem for a program says it. */
function toleranceOf(absolute: number | null, relative: number | null): Written['tolerance'] {
  if (absolute === null && relative === null) return null;
  return absolute !== null && absolute === relative ? absolute : { absolute: absolute ?? 0, relative: relative ?? 0 };
}
