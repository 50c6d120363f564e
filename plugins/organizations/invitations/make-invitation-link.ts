import { audit } from '#src/audit/audit.ts';
import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Invitation } from './invitation.entity.ts';
import { invitationUrl, newInvitation, refuseTerms, type InvitationTerms } from './new-invitation.ts';

export const mostUses = 1000;

export interface InvitationLink {
  readonly invitation: Invitation;
  /** To be shown once: only its token's hash is stored. */
  readonly url: string;
}

/**
 * Makes a link by which as many people as `uses` says may become members. Throws DomainError `invalid`, and `forbidden` for a role
 * that is not the actor's to give.
 */
export async function makeInvitationLink(
  scope: Scope,
  { uses, ...terms }: InvitationTerms & { readonly uses: number },
): Promise<InvitationLink> {
  refuseTerms(scope, terms);
  if (!(uses >= 1 && uses <= mostUses))
    throw invalid({ field: 'uses', key: 'organizations.error.uses', parameters: { most: mostUses } });
  return scope.transaction(async (inside) => {
    const { invitation, token } = newInvitation(inside, terms, { email: null, uses });
    await inside.em.flush();
    inside.afterCommit(() =>
      audit(inside, {
        action: 'invitation.linkMade',
        target: { type: 'invitation', id: invitation.id },
        payload: { roles: terms.roles, uses },
      }),
    );
    return { invitation, url: invitationUrl(inside, token) };
  });
}
