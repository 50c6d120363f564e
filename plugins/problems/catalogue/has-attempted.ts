import type { Scope } from '#src/scope/scope.ts';

/** Whether somebody has handed in anything at all. */
export async function hasAttempted({ em, organization }: Scope, userId: string): Promise<boolean> {
  const [row] = await em.execute<{ has: boolean }[]>(
    'select exists (select from problem_progress where organization_id = ? and user_id = ? and attempts > 0) as has',
    [organization.id, userId],
  );
  return row!.has;
}
