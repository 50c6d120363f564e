import type { Scope } from '#src/scope/scope.ts';

/** Of the person `$2` of the organization `$1`, for statements that ask for more beside; what could not be written does not count. */
export const usedAgainQuery = `
  select count(*)::int from ai_review again
  where again.organization_id = $1 and again.user_id = $2 and again.state <> 'FAILED'
    and again.asked_again_at >= date_trunc('day', now(), 'UTC')`;

/** How often somebody asked today although a model had spoken. Days end at midnight in UTC. */
export async function usedAgain({ em, organization }: Scope, userId: string): Promise<number> {
  const query = usedAgainQuery.replace('$1', '?').replace('$2', '?');
  const [row] = await em.execute<{ count: number }[]>(query, [organization.id, userId]);
  return row!.count;
}

/** Of two that somebody asks for at once the second counts the first. Until the end of the open transaction. */
export const lockAgain = ({ em }: Scope, userId: string): Promise<unknown> =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`ai-reviews again ${userId}`]);

/** Seconds until the day ends, at least one. */
export const secondsOfToday = (now: Date): number =>
  Math.max(1, Math.ceil((new Date(now).setUTCHours(24, 0, 0, 0) - now.getTime()) / 1_000));
