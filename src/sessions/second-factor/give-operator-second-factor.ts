import type { Operator } from '#src/people/operator.entity.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { newSecret, otpauthAddress } from './one-time-codes.ts';
import { OperatorSecondFactor } from './operator-second-factor.entity.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { secondFactorPurpose } from './second-factor-fields.ts';

export interface GivenSecondFactor {
  /** `otpauth://…`, to be put into an app. */
  readonly address: string;
  readonly recoveryCodes: readonly string[];
}

/** A new second factor instead of any old one, in the open transaction. What it returns is shown this once. */
export async function giveOperatorSecondFactor(
  scope: InstallationScope,
  operator: Operator,
): Promise<GivenSecondFactor> {
  const { em, keys } = scope;
  await em.nativeDelete(OperatorSecondFactor, { operator: operator.id });
  const secret = newSecret();
  const { codes, hashes } = newRecoveryCodes();
  const id = crypto.randomUUID();
  em.create(OperatorSecondFactor, {
    id,
    operator,
    sealedSecret: keys.seal(secondFactorPurpose, secret, id),
    confirmedAt: scope.now(),
    recoveryHashes: hashes,
  });
  await em.flush();
  return { address: otpauthAddress(secret, operator.email), recoveryCodes: codes };
}
