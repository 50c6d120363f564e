import { z } from 'zod';

/** How a cost grows with n, the size of the input; the least first. */
export const complexities = ['O(1)', 'O(log n)', 'O(n)', 'O(n log n)', 'O(n^2)', 'O(n^3)', 'O(2^n)'] as const;
export const Complexity = z.enum(complexities);
export type Complexity = z.output<typeof Complexity>;

/** Below these a garbage collector decides what is measured. */
const SpaceComplexity = Complexity.extract(['O(n)', 'O(n log n)', 'O(n^2)', 'O(n^3)', 'O(2^n)']);

export const spaceComplexities = SpaceComplexity.options;

/** What solutions are expected to need, and what they lose when they need more. */
export const Claims = z.object({
  timeComplexity: Complexity.nullable().default(null),
  spaceComplexity: SpaceComplexity.nullable().default(null),
  /** Of the points; 0 tells the student, and takes nothing. */
  complexityPercent: z.int().min(0).max(100).default(20),
});
export type Claims = z.output<typeof Claims>;

/** As people write it. */
export const complexityName = (complexity: Complexity): string =>
  complexity.replace('^2', '²').replace('^3', '³').replace('2^n', '2ⁿ');

const log = (n: number) => Math.log2(n + 1);

/** The largest cost that is still taken for this growth, in no unit: no clock can see a logarithm. */
export const mostGrowth: Readonly<Record<Complexity, (n: number) => number>> = {
  'O(1)': log,
  'O(log n)': log,
  'O(n)': (n) => n * log(n),
  'O(n log n)': (n) => n * log(n),
  'O(n^2)': (n) => n ** 2 * log(n),
  'O(n^3)': (n) => n ** 3 * log(n),
  'O(2^n)': (n) => 2 ** n,
};
