import { z } from 'zod';
import { defineCommand, type Shell } from '#src/commands/command.ts';
import { notFound } from '#src/errors.ts';
import { organizationId } from '#src/people/commands.ts';
import { organizationRoles, User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { approveMember, declineMember } from './approve-member.ts';
import { listMembers, memberList, memberStates, type MemberQuery } from './member-list.ts';
import { setRoles } from './set-roles.ts';

const org = z.string().describe('Slug of the organization');
const email = z.string().describe('Address of the member');
const role = z.enum(organizationRoles, `has to be one of ${organizationRoles.join(', ')}`);

const listMembersCommand = defineCommand({
  name: 'list-members',
  summary: 'Lists the members of an organization, a hundred at a time',
  options: z.object({
    org,
    search: z.string().optional().describe('Part of a name or address'),
    role: role.optional().describe('Only who has this role'),
    state: z
      .enum(memberStates)
      .optional()
      .describe(`Only who is ${memberStates.join(', ')}`),
    page: z.string().regex(/^\d+$/).default('1').describe('Which hundred'),
  }),
  run: (shell, { org: slug, search, page, ...only }) =>
    inOrganization(shell, slug, async (scope) => {
      const query = memberList.query.parse({ ...only, q: search, page: Number(page), limit: 100 }) as MemberQuery;
      const { rows, meta } = await scope.transaction((inside) => listMembers(inside, query), { readOnly: true });
      const lines = rows.map((row) => [row.email ?? row.id, row.name, row.state, row.roles.join(',')].join('  '));
      return { data: { members: rows, total: meta.total ?? 0 }, text: [...lines, `${meta.total} in all`].join('\n') };
    }),
});

const setRolesCommand = defineCommand({
  name: 'set-roles',
  summary: 'Gives a member exactly these roles',
  options: z.object({ org, email, role: z.array(role).describe('May be given several times') }),
  run: (shell, { org: slug, email: address, role: roles }) =>
    inOrganization(shell, slug, async (scope) => {
      const member = await setRoles(scope, await memberId(scope, address), { roles });
      return { data: { id: member.id, roles: member.roles }, text: `${address} has: ${member.roles.join(', ')}.` };
    }),
});

const approveCommand = defineCommand({
  name: 'approve-member',
  summary: 'Lets somebody in who signed up and waits; --decline takes the sign-up away',
  options: z.object({ org, email, decline: z.boolean().default(false).describe('Say no') }),
  run: (shell, { org: slug, email: address, decline }) =>
    inOrganization(shell, slug, async (scope) => {
      const id = await memberId(scope, address);
      await (decline ? declineMember : approveMember)(scope, id);
      return { data: { id, approved: !decline }, text: `${address} ${decline ? 'was declined' : 'is in'}.` };
    }),
});

const inOrganization = async <R>(shell: Shell, slug: string, work: (scope: Scope) => Promise<R>) => {
  const scope = await shell.scope();
  return scope.within(await organizationId(scope, slug), work);
};

/** Throws DomainError `notFound`. */
async function memberId(scope: Scope, address: string): Promise<string> {
  const wanted = { email: address.trim().toLowerCase() };
  const found = await scope.transaction(({ em }) => em.findOne(User, wanted, { fields: ['id'] }), { readOnly: true });
  if (!found) throw notFound(`member ${address}`);
  return found.id;
}

export const memberCommands = [listMembersCommand, setRolesCommand, approveCommand];
