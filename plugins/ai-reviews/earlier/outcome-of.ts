import { createHash } from 'node:crypto';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';

/** The same for programs that passed and failed the same tests in the same way; 64 hex digits. */
export const outcomeOf = ({ verdict, tests }: ReviewedWork): string =>
  createHash('sha256')
    .update(JSON.stringify([verdict, tests.map(({ number, status }) => [number, status])]))
    .digest('hex');
