import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

/** Says whether a problem is used where it may not vanish: there are submissions, an assignment leads to it. */
export const problemUse = extensionPoint<(scope: Scope, problemId: string) => Promise<boolean>>('problems.problemUse');

export async function isUsed(scope: Scope, problemId: string): Promise<boolean> {
  for (const uses of scope.contributions(problemUse)) if (await uses(scope, problemId)) return true;
  const [row] = await scope.em.execute<{ attempted: boolean }[]>(
    'select exists (select from problem_progress where organization_id = ? and problem_id = ? and attempts > 0) as attempted',
    [scope.organization.id, problemId],
  );
  return row!.attempted;
}
