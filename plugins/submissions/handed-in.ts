import { problemUse } from '#plugins/problems';

/** A problem to which somebody has handed in work does not vanish, also while that waits for its verdict. */
export const handedIn = problemUse(async ({ em, organization }, problemId) => {
  const [row] = await em.execute<{ used: boolean }[]>(
    'select exists (select from submission where organization_id = ? and problem_id = ?) as used',
    [organization.id, problemId],
  );
  return row!.used;
});
