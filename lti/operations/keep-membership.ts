import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import { LtiMembership } from '../membership.entity.ts';
import { isTestUser } from '../roles.ts';
import { changed } from './changed.ts';
import type { Known } from './consume-login.ts';

interface Member {
  readonly contextId: string;
  readonly userId: string;
}

/** The person in the course, with the roles of this launch: the same person may be another in another course (Core 3.3). */
export async function keepMembership(scope: Scope, claims: Claims, { contextId, userId }: Member, known: Known) {
  const { em } = scope;
  const roles = claims.roles;
  const given = {
    roles,
    isTestUser: isTestUser(roles),
    personSourcedId: claims.lis?.person_sourcedid || null,
  };
  if (known.membership_id === null) {
    em.create(LtiMembership, { ...given, context: contextId, user: userId, launchedAt: scope.now() } as never);
    return em.flush();
  }
  const changes = changed(known.membership ?? {}, given);
  if (changes) await em.nativeUpdate(LtiMembership, { id: known.membership_id }, changes);
}
