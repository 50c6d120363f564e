import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import { organizationRoles, User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { findOptionalInvitation } from './find-invitation.ts';
import type { Invitation } from './invitation.entity.ts';
import { invitationState } from './invitation-state.ts';

/** What its reader can do with an invitation, or why nothing. */
const answers = ['join', 'signIn', 'accept', 'somebodyElse', 'used', 'expired', 'revoked', 'unknown'] as const;
type Answer = (typeof answers)[number];

export const acceptanceView = view(
  'organizations/invitation',
  z.object({
    answer: z.enum(answers),
    token: z.string(),
    organization: z.string(),
    slug: z.string(),
    isSignedIn: z.boolean(),
    roles: z.array(z.enum(organizationRoles)),
    /** Whom a mailed invitation is for. */
    email: z.string().nullable(),
    form: FormFields,
  }),
);

const statuses: Partial<Record<Answer, number>> = {
  used: 410,
  expired: 410,
  revoked: 410,
  unknown: 404,
  somebodyElse: 403,
};

/** The page of an invitation, for whoever opens it. In three statements at most. */
export async function acceptancePage(scope: Scope, token: string, form: FormState) {
  const { actor, organization } = scope;
  const invitation = await findOptionalInvitation(scope, token);
  const answer = await answerTo(scope, invitation);
  const isOpen = ['join', 'signIn', 'accept'].includes(answer);
  const data = {
    answer,
    token,
    organization: organization.name,
    slug: organization.slug,
    isSignedIn: actor.kind !== 'anonymous',
    roles: isOpen ? [...(invitation?.roles ?? [])] : [],
    email: isOpen ? (invitation?.email ?? null) : null,
    form: formFields(form),
  };
  return page(acceptanceView, data, { layout: 'door', status: statuses[answer] ?? 200 });
}

async function answerTo(scope: Scope, invitation: Invitation | null): Promise<Answer> {
  if (!invitation) return 'unknown';
  const state = invitationState(invitation, scope.now());
  if (state !== 'open') return state;
  const { em, actor } = scope;
  if (actor.kind === 'user') {
    const { email } = await em.findOneOrFail(User, { id: actor.id }, { fields: ['email'] });
    return invitation.email && invitation.email !== email ? 'somebodyElse' : 'accept';
  }
  const isMember = invitation.email && (await em.findOne(User, { email: invitation.email }, { fields: ['id'] }));
  return isMember ? 'signIn' : 'join';
}
