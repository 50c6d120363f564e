import { DomainError } from '#src/errors.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '../signed-in-user.ts';
import { newSecret, otpauthAddress } from './one-time-codes.ts';
import { secondFactorPurpose } from './second-factor-fields.ts';
import { SecondFactor } from './second-factor.entity.ts';

export interface OfferedSecondFactor {
  /** In base32, for apps into which it is typed. */
  readonly secret: string;
  /** `otpauth://…`, for apps that read a picture. */
  readonly address: string;
}

/** Makes a secret for the actor's app; it counts from the first right code on. Throws `conflict` when there is one that counts. */
export async function beginSecondFactor(scope: Scope): Promise<OfferedSecondFactor> {
  const userId = signedInUser(scope);
  return scope.transaction(async ({ em, keys, organization }) => {
    const user = await em.findOneOrFail(User, userId);
    const known = await em.findOne(SecondFactor, { user: userId });
    if (known?.confirmedAt) throw new DomainError('conflict', 'kernel.error.secondFactorThere');
    const secret = newSecret();
    const id = known?.id ?? crypto.randomUUID();
    const sealedSecret = keys.seal(secondFactorPurpose, secret, id);
    if (known) known.sealedSecret = sealedSecret;
    else em.create(SecondFactor, { id, user, sealedSecret, confirmedAt: null } as never);
    await em.flush();
    return { secret, address: otpauthAddress(secret, `${organization.name}: ${user.email ?? user.name}`) };
  });
}

/** The secret that waits for its first code, so that the form can be drawn again after a wrong one; null when none does. */
export async function offeredSecondFactor(scope: Scope): Promise<OfferedSecondFactor | null> {
  const factor = await scope.em.findOne(
    SecondFactor,
    { user: signedInUser(scope), confirmedAt: null },
    { populate: ['user'] },
  );
  if (!factor) return null;
  const secret = scope.keys.open(secondFactorPurpose, factor.sealedSecret, factor.id);
  const { email, name } = factor.user;
  return { secret, address: otpauthAddress(secret, `${scope.organization.name}: ${email ?? name}`) };
}
