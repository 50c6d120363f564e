import type { PlaceOfWork } from '#plugins/submissions';
import { assignedPath, assignmentPath } from '../paths.ts';
import { placeKind } from '../place.ts';
import { isStaff, type AssignmentRow } from '../select-assignment.ts';
import type { ProblemWork } from './select-work.ts';

/** A problem of an assignment that its reader may work on. */
export interface AssignedPlace extends PlaceOfWork {
  /** Of the problem. */
  readonly title: string;
  readonly userId: string;
  readonly row: AssignmentRow;
  readonly all: readonly ProblemWork[];
  readonly current: ProblemWork;
}

/** The same of a place that is one; null for every other. */
export const asAssigned = (place: PlaceOfWork): AssignedPlace | null =>
  place.place?.kind === placeKind ? (place as AssignedPlace) : null;

export function assignedPlace(row: AssignmentRow, all: readonly ProblemWork[], current: ProblemWork): AssignedPlace {
  const { problemId, versionId, revision, title } = current;
  const path = assignedPath(row.id, problemId);
  return {
    row,
    all,
    current,
    title,
    problemId,
    versionId,
    revision,
    userId: row.userId,
    base: path,
    solve: path,
    back: isStaff(row) ? assignmentPath(row.id) : `/courses/${row.courseId}`,
    place: { kind: placeKind, id: row.id },
  };
}
