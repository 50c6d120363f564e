import { ApiToken } from '#src/people/api-token.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from './signed-in-user.ts';

const shown = ['name', 'scopes', 'createdAt', 'expiresAt', 'lastUsedAt'] as const;

export type ListedApiToken = Pick<ApiToken, 'id' | (typeof shown)[number]>;

/** The actor's own tokens that were not taken back, newest first; those that have expired too, so that a program can be told from them. */
export async function listApiTokens(scope: Scope): Promise<readonly ListedApiToken[]> {
  const user = signedInUser(scope);
  return scope.transaction(({ em }) =>
    em.find(ApiToken, { user, revokedAt: null }, { fields: shown, orderBy: { createdAt: 'desc', id: 'asc' } }),
  );
}
