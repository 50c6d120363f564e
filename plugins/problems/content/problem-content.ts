import type { z } from 'zod';
import { Languages } from './languages.ts';
import { Solutions } from './solutions.ts';
import { Tests } from './tests.ts';
import { Words } from './words.ts';

/**
 * All that an author writes of a problem. What is still lacking in it may lack while it is a draft; `checkContent` says what
 * publishing needs.
 */
export const ProblemContent = Words.extend({ ...Languages.shape, ...Tests.shape, ...Solutions.shape });
export type ProblemContent = z.infer<typeof ProblemContent>;
