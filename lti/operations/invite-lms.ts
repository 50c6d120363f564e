import { audit } from '#src/audit/audit.ts';
import { hashToken, newToken } from '#src/keys/tokens.ts';
import { accountable } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import { LtiRegistrationInvitation } from '../registration-invitation.entity.ts';

const days = 7;

export interface LmsInvitation {
  readonly id: string;
  /** To be pasted into the LMS; shown once, works once. */
  readonly registrationUrl: string;
  readonly expiresAt: Date;
}

/** Invites one platform to register itself for the Scope's organization within a week (lti-dr 3.2, DR-02). */
export const inviteLms = (scope: Scope): Promise<LmsInvitation> =>
  scope.transaction(async (scope) => {
    const token = newToken('li');
    const expiresAt = new Date(scope.now().getTime() + days * 86_400_000);
    const invitation = scope.em.create(LtiRegistrationInvitation, {
      tokenHash: hashToken(token),
      invitedById: accountable(scope.actor),
      expiresAt,
    } as never);
    await scope.em.flush();
    const target = { type: 'lmsInvitation', id: invitation.id };
    scope.afterCommit(() => audit(scope, { action: 'lmsInvitation.created', target }));
    return { id: invitation.id, registrationUrl: scope.url(`/lti/register?invitation=${token}`), expiresAt };
  });
