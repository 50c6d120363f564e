import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { SecondFactor } from './second-factor.entity.ts';

/** Takes a person's second factor away. The caller has made sure that the actor may. */
export async function removeSecondFactor(scope: Scope, userId: string): Promise<void> {
  await scope.transaction(async (scope) => {
    const removed = await scope.em.nativeDelete(SecondFactor, { user: userId });
    if (removed === 0) return;
    scope.afterCommit(() => audit(scope, { action: 'secondFactor.removed', target: { type: 'user', id: userId } }));
  });
}

/** Ten new recovery codes instead of the old ones, shown this once. The caller has made sure that the actor may. */
export async function renewRecoveryCodes(scope: Scope, userId: string): Promise<readonly string[]> {
  const { codes, hashes } = newRecoveryCodes();
  await scope.transaction(async (scope) => {
    const counting = { user: userId, confirmedAt: { $ne: null } };
    const renewed = await scope.em.nativeUpdate(SecondFactor, counting, { recoveryHashes: hashes });
    if (renewed === 0) throw new DomainError('conflict', 'kernel.error.noSecondFactor');
    scope.afterCommit(() => audit(scope, { action: 'recoveryCodes.renewed', target: { type: 'user', id: userId } }));
  });
  return codes;
}
