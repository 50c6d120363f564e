import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { changeProblems } from '../problems/edit-problems.ts';

interface Move {
  readonly assignmentId: string;
  /** Of the assignment, as whoever moves had it before them. */
  readonly version: number;
  readonly problemId: string;
  readonly versionId: string;
}

const query = `
  update assignment_problem ap set version_id = v.id from problem_version v
  where ap.organization_id = ? and ap.assignment_id = ? and ap.problem_id = ? and v.problem_id = ap.problem_id and v.id = ?
  returning ap.id`;

/**
 * From now on a problem of an assignment is solved in this version. What was handed in keeps its own, and its verdict. Throws
 * DomainError `invalid` for a version of another problem, `conflict` where somebody else saved since.
 */
export const moveToVersion = (scope: Scope, { problemId, versionId, ...edit }: Move): Promise<void> =>
  changeProblems(scope, edit, async ({ em, organization }) => {
    const ids = [organization.id, edit.assignmentId, problemId, versionId];
    const moved = await em.execute<object[]>(query, ids);
    if (moved.length === 0) throw invalid({ field: 'versionId', key: 'assignments.error.noSuchVersion' });
  });
