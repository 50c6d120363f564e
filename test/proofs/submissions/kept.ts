import type { Scope } from '#src/scope/scope.ts';

/** What the database holds of all that was handed in. */
export interface Kept {
  readonly ids: readonly string[];
  readonly judged: number;
  readonly accepted: number;
  readonly failed: number;
  /** Of tests. */
  readonly runs: number;
  /** Verdicts that the problem was told of. */
  readonly counted: number;
}

/** Null while PostgreSQL is away. */
export const kept = (scope: Scope): Promise<Kept | null> =>
  scope
    .transaction(
      async ({ em }) => {
        const [row] = await em.execute<Kept[]>(
          `select coalesce(array_agg(id order by id), '{}') as ids,
            count(*) filter (where status not in ('PENDING', 'RUNNING'))::int as judged,
            count(*) filter (where status = 'ACCEPTED')::int as accepted, count(*) filter (where status = 'FAILED')::int as failed,
            (select count(*)::int from test_run) as runs,
            coalesce((select sum(submissions)::int from problem_count), 0) as counted from submission`,
        );
        return row!;
      },
      { readOnly: true },
    )
    .catch(() => null);
