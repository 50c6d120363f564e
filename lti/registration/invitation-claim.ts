import { hashToken } from '#src/keys/tokens.ts';
import { LimitExceeded } from '#src/limits/limit-exceeded.ts';
import { defineLimit } from '#src/limits/limit.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { RegistrationFailed } from './registration-failed.ts';

interface Invitation {
  readonly id: string;
  readonly organization_id: string;
}

/** An invitation that nobody else can use while a platform is asked; a process that dies gives it back after two minutes. */
export interface InvitationClaim {
  readonly id: string;
  readonly organizationId: string;
  /** `used_at` as PostgreSQL writes it: this attempt's mark. */
  readonly usedAt: string;
}

const attempts = defineLimit({ name: 'lti.registration', points: 30, seconds: 60 });
const strangers = defineLimit({ name: 'lti.registrationStranger', points: 30, seconds: 60 });

/** The invitation of this secret, if it is still good. Throws RegistrationFailed. */
export async function findInvitation(scope: InstallationScope, token: string, ip: string): Promise<Invitation> {
  await counted(scope.limits.consume(strangers, ip));
  const found = await scope.lookUp<Invitation>('find_lti_invitation', hashToken(token));
  if (!found) throw new RegistrationFailed('invitationUnknown');
  await scope.limits.refund(strangers, ip);
  await counted(scope.limits.consume(attempts, found.id));
  return found;
}

async function counted(consumed: Promise<unknown>) {
  try {
    await consumed;
  } catch (error) {
    if (error instanceof LimitExceeded) throw new RegistrationFailed('tooManyAttempts', {}, error);
    throw error;
  }
}

/** Claims an invitation, once among however many try at the same instant. Throws RegistrationFailed. */
export async function claimInvitation(scope: InstallationScope, invitation: Invitation): Promise<InvitationClaim> {
  const { id, organization_id: organizationId } = invitation;
  const [claimed] = await inTransaction(scope, organizationId, ({ em }) =>
    em.execute<{ used_at: string }[]>(
      `update lti_registration_invitation set used_at = clock_timestamp()
        where id = ? and expires_at > now() and registration_id is null
          and (used_at is null or used_at < now() - interval '2 minutes')
        returning used_at::text`,
      [id],
    ),
  );
  if (!claimed) throw new RegistrationFailed('invitationUnknown');
  return { id, organizationId, usedAt: claimed.used_at };
}

/** Ends a claim with its registration, in the open transaction. Throws RegistrationFailed where the claim was lost meanwhile. */
export async function settleInvitation({ em }: Scope, { id, usedAt }: InvitationClaim, registrationId: string) {
  const settled = await em.execute<{ id: string }[]>(
    `update lti_registration_invitation set registration_id = ?
      where id = ? and used_at = ?::timestamptz and registration_id is null returning id`,
    [registrationId, id, usedAt],
  );
  if (settled.length === 0) throw new RegistrationFailed('invitationUnknown');
}

/** Gives an invitation back after a failure; where that fails too, time does. */
export async function releaseInvitation(scope: InstallationScope, { id, organizationId, usedAt }: InvitationClaim) {
  const released = inTransaction(scope, organizationId, ({ em }) =>
    em.execute(
      `update lti_registration_invitation set used_at = null
        where id = ? and used_at = ?::timestamptz and registration_id is null`,
      [id, usedAt],
    ),
  );
  await released.catch((error: unknown) => scope.log.warn({ err: error, invitation: id }, 'an invitation is held'));
}

const inTransaction = <R>(scope: InstallationScope, organizationId: string, work: (scope: Scope) => Promise<R>) =>
  scope.within(organizationId, (tenant) => tenant.transaction(work));
