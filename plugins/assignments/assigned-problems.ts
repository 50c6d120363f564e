import { problemUse } from '#plugins/problems';

/** A problem that an assignment leads to does not vanish. */
export const assignedProblems = problemUse(async ({ em, organization }, problemId) => {
  const [row] = await em.execute<{ isUsed: boolean }[]>(
    'select exists (select from assignment_problem where organization_id = ? and problem_id = ?) as "isUsed"',
    [organization.id, problemId],
  );
  return row!.isUsed;
});
