import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { organizationRoles } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { isActor, mayChange } from './find-member.ts';
import { givableRoles } from './givable-roles.ts';
import { memberList, memberStates, type ListedMember, type MemberQuery } from './member-list.ts';
import type { MemberRow } from './select-member.ts';

export const membersPath = '/admin/members';

const Member = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(z.enum(organizationRoles)),
  state: z.enum(memberStates),
  joinedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  avatarUrl: z.string().nullable(),
});

export const memberListView = view(
  'organizations/members/list',
  PagerFields.extend({
    members: z.array(Member),
    sorts: z.object({ name: SortField, email: SortField, joined_at: SortField }),
    form: FormFields,
    roles: z.array(z.string()),
    states: z.array(z.string()),
    isNarrowed: z.boolean(),
  }),
);

export const memberView = view(
  'organizations/members/show',
  Member.extend({
    isVerified: z.boolean(),
    sessions: z.int(),
    waysIn: z.array(z.string()),
    isYou: z.boolean(),
    mayChange: z.boolean(),
    givable: z.array(z.enum(organizationRoles)),
    form: FormFields,
  }),
);

export function memberListPage(scope: Scope, query: MemberQuery, rows: readonly ListedMember[], meta: PageMeta) {
  const { q, role, state } = query;
  const data = {
    members: rows.map((row) => drawn(scope, row)),
    sorts: memberList.sorts(membersPath, query),
    form: formFields(emptyForm, { q, role, state }),
    roles: [...organizationRoles],
    states: [...memberStates],
    isNarrowed: Boolean(q ?? role ?? state),
    meta: counted(meta),
    links: memberList.links(membersPath, query, meta),
  };
  return page(memberListView, data, { meta });
}

export function memberPage(scope: Scope, row: MemberRow, form: FormState = emptyForm) {
  const roles = [...row.roles];
  const data = {
    ...drawn(scope, row),
    isVerified: row.isVerified,
    sessions: row.sessions,
    waysIn: [...row.waysIn],
    isYou: isActor(scope, row),
    mayChange: mayChange(scope.actor, { roles }),
    givable: [...givableRoles(scope.actor)],
    form: formFields(form, { roles }),
  };
  return page(memberView, data);
}

const drawn = ({ files }: Scope, row: ListedMember) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roles: [...row.roles],
  state: row.state,
  joinedAt: new Date(row.joinedAt).toISOString(),
  lastSeenAt: row.lastSeenAt && new Date(row.lastSeenAt).toISOString(),
  avatarUrl: row.avatarId && files.url({ id: row.avatarId }, { inline: true }),
});
