import type { Scope } from '#src/scope/scope.ts';

/** As long as a page waits before it asks for its rows, so that what follows within a window is in them. */
const windowMs = 2_000;

const query = `
  select greatest((select max(changed_at) from work_progress where assignment_id = ?),
    (select max(made_at) from grade where assignment_id = ?)) as at`;

/**
 * The windows of time in which a class changed last, of which each page asks for its rows once: however many verdicts come at once,
 * no page asks more often. The one before stays until it has been asked for.
 */
export async function changeWindows({ em }: Scope, assignmentId: string): Promise<number[]> {
  const [row] = await em.execute<{ at: string | null }[]>(query, [assignmentId, assignmentId]);
  if (row?.at == null) return [];
  const last = Math.floor(new Date(row.at).getTime() / windowMs);
  const isFresh = Date.now() - last * windowMs < 3 * windowMs;
  return isFresh ? [last - 1, last] : [last];
}
