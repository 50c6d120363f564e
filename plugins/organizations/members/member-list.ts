import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import { organizationRoles, type OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { stateOfInvitation } from '../invitations/invitation-state.ts';

export const memberStates = ['active', 'suspended', 'awaiting', 'invited'] as const;
export type MemberState = (typeof memberStates)[number];

export interface ListedMember {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly OrganizationRole[];
  readonly state: MemberState;
  readonly joinedAt: string;
  readonly lastSeenAt: string | null;
  readonly avatarId: string | null;
}

/** The state of a row of "user" in SQL. */
export const stateOfUser = (table: string) =>
  `case when ${table}.awaiting_approval_since is not null then 'awaiting' when ${table}.suspended_at is not null then 'suspended' else 'active' end`;

/** When a member was last here, in SQL; null for whoever never was. */
export const lastSeenOf = (organizationId: string, userId: string) =>
  `(select max(s.last_seen_at) from session s where s.organization_id = ${organizationId} and s.user_id = ${userId})`;

/** Who is a member, and who was asked by mail and has not come yet. */
const from = `(
  select u.organization_id, u.id, u.name, u.email, u.roles, u.created_at, u.avatar_id, ${stateOfUser('u')} as state
  from "user" u where u.erased_at is null
  union all
  select i.organization_id, i.id, i.email, i.email, i.roles, i.created_at, null, 'invited'
  from invitation i where i.email is not null and ${stateOfInvitation('i')} = 'open'
) member`;

const select = `member.id, member.name, member.email, member.roles, member.state, member.avatar_id as "avatarId",
  member.created_at as "joinedAt", ${lastSeenOf('member.organization_id', 'member.id')} as "lastSeenAt"`;

/** The members of an organization: searched, narrowed, sorted, in pages. */
export const memberList = defineList({
  id: 'member.id',
  sorts: {
    name: { column: 'lower(member.name)', type: 'text' },
    email: { column: "coalesce(member.email, '')", type: 'text' },
    joined_at: { column: 'member.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  filters: {
    q: filterBy(
      z.string().trim().max(100).describe('Part of a name or address'),
      (text) => sql`position(lower(${text}) in lower(member.name || ' ' || coalesce(member.email, ''))) > 0`,
    ),
    role: filterBy(z.enum(organizationRoles), (role) => sql`member.roles @> array[${role}]::text[]`),
    state: filterBy(z.enum(memberStates), (state) => sql`member.state = ${state}`),
  },
});

export type MemberQuery = Parameters<typeof memberList.links>[1] & ListQuery;

/** In two statements. */
export const listMembers = (scope: Scope, query: MemberQuery) =>
  memberList.read<ListedMember>(scope, query, {
    select,
    from,
    where: sql`member.organization_id = ${scope.organization.id}`,
  });
