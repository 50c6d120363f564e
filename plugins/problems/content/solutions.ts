import { z } from 'zod';
import { File } from './languages.ts';

export const solutionRoles = ['reference', 'wrong'] as const;

/** A reference solution has to be accepted before a problem is published, a wrong one has to fail. */
export const Solution = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .default(() => crypto.randomUUID().slice(0, 8)),
  name: z.string().trim().max(200).default(''),
  role: z.enum(solutionRoles).default('reference'),
  language: z.string().max(40),
  files: z.array(File).min(1).max(20),
});
export type Solution = z.infer<typeof Solution>;

/** Programs of the author. */
export const Solutions = z.object({ solutions: z.array(Solution).max(50).default([]) });
export type Solutions = z.infer<typeof Solutions>;
