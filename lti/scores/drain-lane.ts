import type { Scope } from '#src/scope/scope.ts';
import { deliverScore } from './deliver-score.ts';

/** Then others in the queue have their turn. */
const drainMs = 2_000;

/**
 * Sends what is due in the lane of a score, one after the other, with no transaction open. A registration has as many lanes as its
 * platform bears calls at once; while one is busy, who is busy there takes what comes, so that whoever finds it so may leave.
 * `come` is called for what has to be looked at again, and when.
 */
export async function drainLane(
  scope: Scope,
  { scoreId, isRepeated }: { readonly scoreId: string; readonly isRepeated: boolean },
  come: (scoreId: string, at: Date | null) => Promise<void>,
): Promise<void> {
  const until = Date.now() + drainMs;
  for (;;) {
    const { id, busyUntil } = await nextOf(scope, scoreId);
    // After a process was killed nobody is busy there, and only its job, which comes once more, knows.
    if (busyUntil && isRepeated) return come(scoreId, busyUntil);
    if (id === null) return;
    const again = await deliverScore(scope, id);
    if (again?.at) await come(id, again.at);
    if (Date.now() > until) return come(scoreId, null);
  }
}

const query = `
  select due.id, busy.until as "busyUntil" from lti_score s
  cross join lateral (select max(claimed_until) as until from lti_score
    where organization_id = s.organization_id and lane = s.lane and claimed_until > clock_timestamp()) busy
  left join lateral (select id from lti_score
    where organization_id = s.organization_id and lane = s.lane and state = 'waiting'
      and coalesce(try_after, '-infinity') <= clock_timestamp() order by scored_at limit 1) due on busy.until is null
  where s.organization_id = ? and s.id = ?`;

/** The score that is next in the lane of this one, unless somebody is busy there. */
const nextOf = (scope: Scope, scoreId: string) =>
  scope.transaction(
    async ({ em, organization }) => {
      const [row] = await em.execute<{ id: string | null; busyUntil: string | null }[]>(query, [
        organization.id,
        scoreId,
      ]);
      const until = row?.busyUntil ?? null;
      return { id: row?.id ?? null, busyUntil: until === null ? null : new Date(until) };
    },
    { readOnly: true },
  );
