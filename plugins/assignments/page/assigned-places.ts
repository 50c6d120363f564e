import type { WorkPlaces } from '#plugins/submissions';
import { idOf } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignedPath } from '../paths.ts';
import { isStaff, selectAssignment } from '../select-assignment.ts';
import { isToBegin } from '../timing/timing-fields.ts';
import { phaseAt } from '../windows.ts';
import { assignedPlace, type AssignedPlace } from './assigned-place.ts';
import { workPage } from './assignment-page.ts';
import { selectWork } from './select-work.ts';

/** Problems of assignments: private ones too, because it is the assignment that allows them. */
export const assignedPlaces: WorkPlaces<
  { id: ReturnType<typeof idOf>; problemId: ReturnType<typeof idOf> },
  AssignedPlace
> = {
  path: assignedPath(':id', ':problemId'),
  params: { id: idOf('assignment'), problemId: idOf('assignedProblem') },

  /** Before it opens, or before their clock runs, there is nothing to see for learners. */
  async allow(scope, ids) {
    const place = await findPlace(scope, ids);
    return place && !isToBegin(scope, place.row) ? place : null;
  },

  draw: workPage,
};

/** The same, and for who has to begin first too. */
export async function findPlace(
  scope: Scope,
  { id, problemId }: { readonly id: string; readonly problemId: string },
): Promise<AssignedPlace | null> {
  const row = await selectAssignment(scope, id);
  if (!row || (!isStaff(row) && phaseAt(row, scope.now()) === 'before')) return null;
  const all = await selectWork(scope, row);
  const current = all.find((work) => work.problemId === problemId);
  return current ? assignedPlace(row, all, current) : null;
}
