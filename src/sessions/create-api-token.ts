import { LockMode } from '@mikro-orm/postgresql';
import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid, type FieldProblem } from '#src/errors.ts';
import { hashToken, newToken } from '#src/keys/tokens.ts';
import { ApiToken } from '#src/people/api-token.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from './signed-in-user.ts';
import { tokenScopes, type TokenScope } from './token-scopes.ts';

export interface ApiTokenForm {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** At most a year from now. */
  readonly expiresAt: Date;
}

export interface CreatedApiToken {
  /** `ap_…`, shown this once: only its hash is stored. */
  readonly token: string;
  readonly apiToken: ApiToken;
}

const most = 20;
const longestName = 100;

/** Makes a token for a program of the actor. Throws DomainError `invalid` with its fields, and `conflict` at 20 that are valid. */
export async function createApiToken(scope: Scope, form: ApiTokenForm): Promise<CreatedApiToken> {
  const userId = signedInUser(scope);
  const token = newToken('ap');
  const apiToken = await scope.transaction(async (scope) => {
    const { em } = scope;
    const problems = problemsOf(form, scope.now());
    if (problems.length > 0) throw invalid(...problems);
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const valid = await em.count(ApiToken, { user: userId, revokedAt: null, expiresAt: { $gt: scope.now() } });
    if (valid >= most) throw new DomainError('conflict', 'kernel.error.tooManyTokens', { parameters: { most } });
    const { name, expiresAt, scopes } = form;
    const fields = { name: name.trim(), expiresAt, scopes: [...new Set(scopes)], tokenHash: hashToken(token) };
    const made = em.create(ApiToken, { ...fields, user } as never);
    await em.flush();
    scope.afterCommit(() =>
      audit(scope, {
        action: 'apiToken.created',
        target: { type: 'apiToken', id: made.id },
        payload: { scopes: made.scopes, expiresAt },
      }),
    );
    return made;
  });
  return { token, apiToken };
}

function problemsOf({ name, scopes, expiresAt }: ApiTokenForm, now: Date): FieldProblem[] {
  const latest = new Date(now);
  latest.setUTCFullYear(now.getUTCFullYear() + 1);
  const length = name.trim().length;
  const isScoped = scopes.length > 0 && scopes.every((scope) => tokenScopes.includes(scope));
  return [
    ...(length === 0 || length > longestName || name.includes('\0')
      ? [{ field: 'name', key: 'kernel.error.tokenName', parameters: { most: longestName } }]
      : []),
    ...(isScoped
      ? []
      : [{ field: 'scopes', key: 'kernel.error.tokenScopes', parameters: { scopes: tokenScopes.join(', ') } }]),
    ...(expiresAt > now && expiresAt <= latest ? [] : [{ field: 'expiresAt', key: 'kernel.error.tokenExpiry' }]),
  ];
}
