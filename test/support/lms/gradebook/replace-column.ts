import type { Lms } from '../state.ts';
import type { Column } from './column.ts';

interface Habits {
  readonly rescales: boolean;
  readonly renames: boolean;
}

/** Puts a changed column in the place of the one that was, with what else changes by it. */
export function replaceColumn(lms: Lms, before: Column, after: Column, { rescales, renames }: Habits) {
  lms.columns[lms.columns.indexOf(before)] = after;
  if (rescales && before.scoreMaximum > 0 && before.scoreMaximum !== after.scoreMaximum)
    rescale(lms, after.id, after.scoreMaximum / before.scoreMaximum);
  if (renames && after.isCoupled && before.label !== after.label) rename(lms, after);
}

function rescale(lms: Lms, columnId: string, factor: number) {
  for (const [key, grade] of lms.grades)
    if (grade.columnId === columnId && grade.score !== null)
      lms.grades.set(key, { ...grade, score: Number((grade.score * factor).toFixed(5)) });
}

function rename(lms: Lms, { activityId, label }: Column) {
  const at = lms.activities.findIndex(({ id }) => id === activityId);
  const activity = lms.activities[at];
  if (activity) lms.activities[at] = { ...activity, title: label };
}
