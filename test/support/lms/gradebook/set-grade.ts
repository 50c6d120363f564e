import type { Person } from '../people.ts';
import type { Lms } from '../state.ts';
import type { Column } from './column.ts';
import { cellKey } from './grade.ts';

export interface ChangedGrade {
  readonly score: number | null;
  readonly comment?: string | null;
  /** Whether it shall stay when the tool sends another. */
  readonly isKept?: boolean;
}

/** What a teacher writes into a cell. The clock counts: a tool's score from before is older from now on. */
export async function setGrade(lms: Lms, column: Column, person: Person, { score, comment, isKept }: ChangedGrade) {
  const key = cellKey(column.id, person.id);
  const held = lms.grades.get(key);
  lms.grades.set(key, {
    columnId: column.id,
    personId: person.id,
    score,
    comment: comment === undefined ? (held?.comment ?? null) : comment,
    activityProgress: held?.activityProgress ?? null,
    gradingProgress: held?.gradingProgress ?? null,
    timestamp: Date.now(),
    attempts: held?.attempts ?? 0,
    submittedAt: held?.submittedAt ?? null,
    by: 'person',
    isKept: isKept ?? false,
  });
  await lms.save();
}

/** As if there had never been anything. */
export async function removeGrade(lms: Lms, column: Column, person: Person) {
  lms.grades.delete(cellKey(column.id, person.id));
  await lms.save();
}
