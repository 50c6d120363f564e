import { sql, type RawQueryFragment } from '@mikro-orm/core';
import { z } from 'zod';
import { reviewStatuses, statuses, verdicts, type Verdict } from '../verdicts.ts';

/** `PASSED` is another word for what was accepted, and `COMPLETED` for everything that has its verdict. */
const words = [...statuses, 'PASSED', 'COMPLETED'] as const;
export type AskedStatus = (typeof words)[number];

/** A status in any of the words that programs have for it, whatever their case [F1-01]. */
export const AskedStatus = z
  .string()
  .trim()
  .toUpperCase()
  .pipe(z.enum(words))
  .describe(`One of ${words.join(', ')}, in letters of any size`);

/** SQL: whether the submission `s` is so. */
export function isOfStatus(asked: AskedStatus): RawQueryFragment {
  if (asked === 'COMPLETED') return sql`s.status not in ('PENDING', 'RUNNING')`;
  const reviewStatus = reviewStatuses.find((one) => asked === `REVIEW_${one}`);
  return reviewStatus
    ? sql`s.status = 'ACCEPTED' and s.review_status = ${reviewStatus}`
    : sql`s.status = ${verdictOf(asked)}`;
}

/** The verdict that is asked for, as a form offers it; undefined where it is more or less than one. */
export const verdictOf = (asked: AskedStatus | undefined): Verdict | undefined =>
  asked === 'PASSED' ? 'ACCEPTED' : verdicts.find((one) => one === asked);
