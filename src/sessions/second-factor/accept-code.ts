import type { Keyring } from '#src/keys/keyring.ts';
import { stepOf } from './one-time-codes.ts';
import { recoveryHash } from './recovery-codes.ts';
import { secondFactorPurpose, type SecondFactorState } from './second-factor-fields.ts';

/**
 * Whether a code of the app or a recovery code is right. It is used up by that: the row, which the caller holds locked,
 * remembers it, so that somebody who read it over a shoulder comes too late.
 */
export function acceptCode(
  scope: { readonly keys: Keyring; now(): Date },
  factor: SecondFactorState,
  typed: string,
): boolean {
  const secret = scope.keys.open(secondFactorPurpose, factor.sealedSecret, factor.id);
  const step = stepOf(secret, typed.replaceAll(/\s/g, ''), scope.now());
  if (step !== null) {
    if (step <= factor.lastStep) return false;
    factor.lastStep = step;
    return true;
  }
  const hash = recoveryHash(typed);
  if (!factor.recoveryHashes.includes(hash)) return false;
  factor.recoveryHashes = factor.recoveryHashes.filter((left) => left !== hash);
  return true;
}
