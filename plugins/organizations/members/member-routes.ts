import { z } from 'zod';
import { get, idOf } from '#src/http/route.ts';
import { keepers } from '../keepers.ts';
import { listMembers, memberList, type MemberQuery } from './member-list.ts';
import { memberListPage, memberListView, memberPage, membersPath, memberView } from './member-views.ts';
import { selectMember } from './select-member.ts';
import type { Scope } from '#src/scope/scope.ts';

const list = {
  answer: memberListView,
  query: memberList.query,
  async handle(scope: Scope, { query }: { readonly query: unknown }) {
    const asked = query as MemberQuery;
    const { rows, meta } = await listMembers(scope, asked);
    return memberListPage(scope, asked, rows, meta);
  },
};

/** Who is here: a list, and one member. */
export const memberRoutes = [
  get(membersPath, { ...list, summary: "The organization's members, and who was invited by mail", allow: keepers }),

  get('/organizations/:organizationId/members', {
    ...list,
    summary: 'The same list, by the id of the organization',
    params: z.object({ organizationId: idOf('organization') }),
    allow: async (scope, { organizationId }) => (organizationId === scope.organization.id ? keepers(scope) : null),
  }),

  get(`${membersPath}/:id`, {
    summary: 'One member: roles, state, when they were last here',
    answer: memberView,
    params: z.object({ id: idOf('member') }),
    allow: async (scope, { id }) => ((await keepers(scope)) ? selectMember(scope, id) : null),
    handle: async (scope, { row }) => memberPage(scope, row),
  }),
];
