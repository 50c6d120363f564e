import { z } from 'zod';
import { invalid, type FieldProblem } from '#src/errors.ts';
import { instantOfLocal } from '#src/http/input/local-instant.ts';

/** A date as a form or a program sends it; for `courseDates`. */
export const dateField = (what: string) =>
  z
    .string()
    .max(40)
    .optional()
    .describe(`${what}: an instant, or without a zone the time on clocks of the course; absent for none`);

type Sent<Field extends string> = { readonly [F in Field]?: string | undefined };

/**
 * What was sent, as instants; what has no zone is meant on the course's clocks. `prefix` stands before the names of refused
 * fields. Throws DomainError `invalid`.
 */
export function courseDates<const Field extends string>(
  sent: Sent<Field>,
  fields: readonly Field[],
  { timeZone, prefix = '' }: { readonly timeZone: string; readonly prefix?: string },
): Record<Field, Date | null> {
  const problems: FieldProblem[] = [];
  const read = (field: Field): [Field, Date | null] => {
    const given = sent[field];
    if (given === undefined) return [field, null];
    const instant = z.iso.datetime({ offset: true }).safeParse(given).data ?? instantOfLocal(given, timeZone);
    if (instant === null) problems.push({ field: `${prefix}${field}`, key: 'assignments.error.date' });
    return [field, instant === null ? null : new Date(instant)];
  };
  const dates = fields.map(read);
  if (problems.length > 0) throw invalid(...problems);
  return Object.fromEntries(dates) as Record<Field, Date | null>;
}

/** When it opens, is due and ends. */
export const windowDates = ['releaseAt', 'dueAt', 'lateUntil'] as const;

/** What is wrong with the order of the three, as a form says it; nothing where all is right. */
export function orderProblems(
  { releaseAt, dueAt, lateUntil }: Readonly<Record<(typeof windowDates)[number], Date | null>>,
  prefix = '',
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (field: string, key: string) => problems.push({ field: `${prefix}${field}`, key });
  if (releaseAt && dueAt && releaseAt > dueAt) refuse('dueAt', 'assignments.error.dueBeforeRelease');
  if (lateUntil && !dueAt) refuse('dueAt', 'assignments.error.lateWithoutDue');
  if (lateUntil && dueAt && dueAt > lateUntil) refuse('lateUntil', 'assignments.error.lateBeforeDue');
  return problems;
}
