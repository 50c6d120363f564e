import type { Scope } from '#src/scope/scope.ts';

export interface OpenInvitation {
  readonly id: string;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly invitedBy: string | null;
}

/** Invitations that a platform can still use, the newest first; a hundred at most. */
export const selectInvitations = ({ em, organization }: Scope): Promise<OpenInvitation[]> =>
  em.execute<OpenInvitation[]>(
    `select invitation.id, invitation.created_at as "madeAt", invitation.expires_at as "expiresAt", inviter.name as "invitedBy"
      from lti_registration_invitation invitation
      left join "user" inviter on inviter.organization_id = invitation.organization_id and inviter.id = invitation.invited_by_id
      where invitation.organization_id = ? and invitation.used_at is null and invitation.expires_at > now()
      order by invitation.created_at desc limit 100`,
    [organization.id],
  );
