import { audit } from '#src/audit/audit.ts';
import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { LtiRegistrationInvitation } from '../registration-invitation.entity.ts';

/** Makes an invitation that was not used worth nothing, by its row's id. Throws DomainError `notFound`. */
export const withdrawLmsInvitation = (scope: Scope, id: string): Promise<void> =>
  scope.transaction(async (inside) => {
    const taken = await inside.em.nativeDelete(LtiRegistrationInvitation, { id, usedAt: null });
    if (taken === 0) throw notFound('invitation');
    const target = { type: 'lmsInvitation', id };
    inside.afterCommit(() => audit(inside, { action: 'lmsInvitation.withdrawn', target }));
  });
