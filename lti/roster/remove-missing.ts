import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { rosterListener, tellRosterWatchers } from './roster-points.ts';

export interface Removal {
  readonly contextId: string;
  /** The read whose differences somebody has looked at. */
  readonly readId: string;
  /** Ids of users. */
  readonly userIds: readonly string[];
}

const remove = `
  update lti_membership m set left_at = now(), missing_since = null
  from lti_roster r
  where r.context_id = ? and r.read_id = ? and m.context_id = r.context_id and m.missing_since is not null
    and m.user_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
  returning m.user_id as "userId"`;

/**
 * Takes people out of a context who were lacking on its last complete roster, because somebody said so; their work stays, and a
 * launch or a roster brings them back. Returns how many. Throws DomainError `conflict` where the roster has been read again.
 */
export const removeMissing = (scope: Scope, { contextId, readId, userIds }: Removal): Promise<number> =>
  scope.transaction(async (inside) => {
    const removed = await inside.em.execute<{ readonly userId: string }[]>(remove, [
      contextId,
      readId,
      JSON.stringify(userIds),
    ]);
    if (removed.length === 0) throw new DomainError('conflict', 'lti.roster.error.readAgain');
    const left = removed.map(({ userId }) => userId);
    for (const listen of inside.contributions(rosterListener)) await listen(inside, { contextId, members: [], left });
    tellRosterWatchers(inside, contextId);
    const target = { type: 'ltiContext', id: contextId };
    inside.afterCommit(() => audit(inside, { action: 'rosterMembers.removed', target, payload: { users: left } }));
    return left.length;
  });
