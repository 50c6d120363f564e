import type { Scope } from '#src/scope/scope.ts';

/**
 * Opens the hint of this level, if those before it are open; otherwise nothing changes. Returns how many are open then.
 * A second click on the same button opens nothing more.
 */
export async function openHint(
  { em, organization }: Scope,
  { problemId, userId, level }: { readonly problemId: string; readonly userId: string; readonly level: number },
): Promise<number> {
  const [row] = await em.execute<{ opened: number }[]>(
    `insert into problem_progress (id, organization_id, problem_id, user_id, attempts, hints_opened)
     values (gen_random_uuid(), ?, ?, ?, 0, case when ? = 1 then 1 else 0 end)
     on conflict (problem_id, user_id) do update set hints_opened =
       case when problem_progress.hints_opened + 1 = ? then problem_progress.hints_opened + 1 else problem_progress.hints_opened end
     returning hints_opened as opened`,
    [organization.id, problemId, userId, level, level],
  );
  return row!.opened;
}
