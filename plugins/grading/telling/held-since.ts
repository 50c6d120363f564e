import type { Scope } from '#src/scope/scope.ts';

/** While a grade's row is held, of two of its scores the one that was made later has the later time, whichever transaction began first. */
export async function heldSince({ em }: Scope): Promise<Date> {
  const [row] = await em.execute<{ at: string }[]>('select clock_timestamp() as at');
  return new Date(row!.at);
}
