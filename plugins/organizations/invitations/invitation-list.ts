import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { invitationStates, stateOfInvitation, type InvitationState } from './invitation-state.ts';

export interface ListedInvitation {
  readonly id: string;
  readonly email: string | null;
  readonly roles: readonly OrganizationRole[];
  readonly state: InvitationState;
  readonly uses: number;
  readonly usesLeft: number;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly invitedBy: string | null;
  readonly acceptedBy: string | null;
}

const from = `(select i.*, ${stateOfInvitation('i')} as state from invitation i) invitation
  left join "user" inviter on inviter.organization_id = invitation.organization_id and inviter.id = invitation.invited_by_id
  left join "user" accepter on accepter.organization_id = invitation.organization_id and accepter.id = invitation.accepted_by_id`;

const select = `invitation.id, invitation.email, invitation.roles, invitation.state,
  invitation.uses, invitation.uses_left as "usesLeft", invitation.created_at as "madeAt", invitation.expires_at as "expiresAt",
  inviter.name as "invitedBy", accepter.name as "acceptedBy"`;

/** What was sent and made, the newest first. */
export const invitationList = defineList({
  id: 'invitation.id',
  sorts: {
    made_at: { column: 'invitation.created_at', type: 'timestamptz' },
    expires_at: { column: 'invitation.expires_at', type: 'timestamptz' },
  },
  defaultSort: 'made_at',
  defaultOrder: 'desc',
  filters: {
    state: filterBy(z.enum(invitationStates), (state) => sql`invitation.state = ${state}`),
  },
});

export type InvitationQuery = Parameters<typeof invitationList.links>[1] & ListQuery;

/** In two statements. */
export const listInvitations = (scope: Scope, query: InvitationQuery) =>
  invitationList.read<ListedInvitation>(scope, query, {
    select,
    from,
    where: sql`invitation.organization_id = ${scope.organization.id}`,
  });
