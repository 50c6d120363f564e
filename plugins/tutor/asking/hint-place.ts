import { asAssigned, termFields } from '#plugins/assignments';
import type { PlaceOfWork } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';

/** Where somebody asks for hints: at a problem of an assignment, or at the problem itself. */
export interface HintPlace {
  readonly userId: string;
  readonly problemId: string;
  readonly versionId: string;
  /** The address below which hints are asked for, and the page. */
  readonly base: string;
  readonly solve: string;
  readonly assignment: AssignmentOfHints | null;
}

export interface AssignmentOfHints {
  readonly id: string;
  /** What the problem is worth there. */
  readonly worth: number;
  /** Whether what is handed in now could count: otherwise hints cost nothing. */
  readonly isCounting: boolean;
  /** By the person themselves, or by a partner in their group. */
  readonly isSolved: boolean;
}

/** Null for kinds of places that know no hints. */
export function hintPlace(scope: Scope, place: PlaceOfWork): HintPlace | null {
  const { problemId, versionId, base, solve } = place;
  const common = { userId: signedInUser(scope), problemId, versionId, base, solve };
  if (place.place === null) return { ...common, assignment: null };
  const assigned = asAssigned(place);
  if (!assigned) return null;
  const { row, current } = assigned;
  return {
    ...common,
    assignment: {
      id: row.id,
      worth: current.points,
      isCounting: row.role === 'learner' && termFields(scope, row, current.attempts).isOpen,
      isSolved: current.attempts.some(({ status }) => status === 'ACCEPTED'),
    },
  };
}
