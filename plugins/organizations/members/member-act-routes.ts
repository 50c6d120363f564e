import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { idOf, post } from '#src/http/route.ts';
import { organizationRoles } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { endEverySession } from '#src/sessions/end-every-session.ts';
import { keepers } from '../keepers.ts';
import { approveMember, declineMember } from './approve-member.ts';
import { findMemberToChange, isActor } from './find-member.ts';
import { memberPage, membersPath } from './member-views.ts';
import { selectMember } from './select-member.ts';
import { setRoles } from './set-roles.ts';
import { reactivateMember, suspendMember } from './suspend-member.ts';

const ById = z.object({ id: idOf('member') });
const findMember = async (scope: Scope, { id }: { readonly id: string }) =>
  (await keepers(scope)) ? selectMember(scope, id) : null;

interface Act {
  readonly summary: string;
  /** The last part of its path, and of the text that says it was done. */
  readonly noun: string;
  /** Default: the member's page. */
  readonly next?: string;
  readonly perform: (scope: Scope, memberId: string) => Promise<unknown>;
}

/** A button on a member's page, whose refusal is shown there. */
const act = ({ summary, noun, next, perform }: Act) =>
  post(`${membersPath}/:id/${noun}`, {
    summary,
    params: ById,
    body: z.object({}),
    allow: findMember,
    async handle(scope, { row }) {
      await perform(scope, row.id);
      return redirect(next ?? `${membersPath}/${row.id}`, { said: `organizations.member.said.${noun}` });
    },
    again: async (scope, { row }, form) => memberPage(scope, row, { ...form, values: { roles: row.roles } }),
  });

/** What may be done to a member. */
export const memberActRoutes = [
  post(`${membersPath}/:id/roles`, {
    summary: 'Gives a member exactly these roles, from their next request on',
    params: ById,
    body: z.object({ roles: z.array(z.enum(organizationRoles)).default([]), confirm: z.boolean().optional() }),
    allow: findMember,
    async handle(scope, { row, body }) {
      await setRoles(scope, row.id, body);
      const isStillKeeper = !isActor(scope, row) || body.roles.some((role) => role === 'owner' || role === 'admin');
      return redirect(isStillKeeper ? `${membersPath}/${row.id}` : '/', { said: 'organizations.member.said.roles' });
    },
    again: async (scope, { row }, form) => memberPage(scope, row, form),
  }),

  act({ noun: 'suspension', summary: 'Shuts a member out at once', perform: suspendMember }),
  act({ noun: 'reactivation', summary: 'Lets a suspended member in again', perform: reactivateMember }),
  act({ noun: 'approval', summary: 'Lets somebody in who signed up and waits', perform: approveMember }),
  act({
    noun: 'refusal',
    summary: 'Takes the sign-up of somebody who waits away',
    next: membersPath,
    perform: declineMember,
  }),
  act({ noun: 'signout', summary: 'Ends every session of a member', perform: signOutEverywhere }),
];

async function signOutEverywhere(scope: Scope, memberId: string) {
  const { id } = await findMemberToChange(scope, memberId);
  await endEverySession(scope, id);
}
