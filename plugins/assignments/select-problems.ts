import type { Scope } from '#src/scope/scope.ts';

/** A problem of an assignment. */
export interface AssignedProblem {
  readonly problemId: string;
  readonly versionId: string;
  readonly title: string;
  readonly points: number;
  readonly position: number;
}

const query = `
  select ap.problem_id as "problemId", ap.version_id as "versionId", p.title, ap.points::float8 as points, ap.position
  from assignment_problem ap join problem p on p.id = ap.problem_id
  where ap.organization_id = ? and ap.assignment_id = ? order by ap.position`;

/** In their order; the caller has allowed the reader. */
export const selectProblems = ({ em, organization }: Scope, assignmentId: string): Promise<AssignedProblem[]> =>
  em.execute<AssignedProblem[]>(query, [organization.id, assignmentId]);
