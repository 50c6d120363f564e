import { LockMode } from '@mikro-orm/postgresql';
import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { authPerAccount } from '../sign-in-limits.ts';
import { signedInUser } from '../signed-in-user.ts';
import { acceptCode } from './accept-code.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { SecondFactor } from './second-factor.entity.ts';

/**
 * The first right code makes the second factor count. Returns the recovery codes, which are shown this once. `steps` work.
 * Throws DomainError `invalid` for a wrong code, `conflict` where nothing was begun, and LimitExceeded.
 */
export async function confirmSecondFactor(scope: Scope, code: string): Promise<readonly string[]> {
  const userId = signedInUser(scope);
  await scope.limits.consume(authPerAccount, `confirm:${userId}`);
  const { codes, hashes } = newRecoveryCodes();
  await scope.transaction(async (scope) => {
    const waiting = { user: userId, confirmedAt: null };
    const factor = await scope.em.findOne(SecondFactor, waiting, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!factor) throw new DomainError('conflict', 'kernel.error.noSecondFactor');
    if (!acceptCode(scope, factor, code)) throw invalid({ field: 'code', key: 'kernel.error.code' });
    factor.confirmedAt = scope.now();
    factor.recoveryHashes = hashes;
    scope.afterCommit(() => audit(scope, { action: 'secondFactor.added', target: { type: 'user', id: userId } }));
  });
  return codes;
}
