import { audit } from '#src/audit/audit.ts';
import { notFound } from '#src/errors.ts';
import { ApiToken } from '#src/people/api-token.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from './signed-in-user.ts';

/** Takes one of the actor's own tokens back at once. Throws DomainError `notFound` for any other, and for one that is revoked. */
export async function revokeApiToken(scope: Scope, apiTokenId: string): Promise<void> {
  const user = signedInUser(scope);
  await scope.transaction(async (scope) => {
    const mine = { id: apiTokenId, user, revokedAt: null };
    const revoked = await scope.em.nativeUpdate(ApiToken, mine, { revokedAt: scope.now() });
    if (revoked === 0) throw notFound('token');
    scope.afterCommit(() => audit(scope, { action: 'apiToken.revoked', target: { type: 'apiToken', id: apiTokenId } }));
  });
}
