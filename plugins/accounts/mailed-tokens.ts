import { LockMode } from '@mikro-orm/postgresql';
import { DomainError } from '#src/errors.ts';
import { hashToken, newToken } from '#src/keys/tokens.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { MailedToken, type MailedPurpose } from './mailed-token.entity.ts';

interface Asked {
  readonly purpose: MailedPurpose;
  readonly userId: string;
  readonly address: string;
}

const hours: Record<MailedPurpose, number> = { verifyEmail: 24, resetPassword: 1, changeEmail: 24 };
const hourMs = 3_600_000;

/** Makes a token in the open transaction, to be mailed once; earlier ones of that person for the same purpose are worthless. */
export async function makeMailedToken(scope: Scope, { purpose, userId, address }: Asked): Promise<string> {
  await endMailedTokens(scope, { user: userId, purpose });
  const token = newToken('am');
  const expiresAt = new Date(scope.now().getTime() + hours[purpose] * hourMs);
  const user = scope.em.getReference(User, userId);
  scope.em.create(MailedToken, {
    user,
    purpose,
    tokenHash: hashToken(token),
    address,
    expiresAt,
    usedAt: null,
  } as never);
  await scope.em.flush();
  return token;
}

/** Whether a token would be taken; looks without using it up, because scanners of mails open every link. */
export const isMailedTokenGood = async (scope: Scope, purpose: MailedPurpose, token: string) =>
  (await scope.em.count(MailedToken, good(scope, purpose, token))) > 0;

/** A token with its person, still to be used. Throws DomainError `gone` for any that is not good any more. */
export const findMailedToken = async (scope: Scope, purpose: MailedPurpose, token: string): Promise<MailedToken> =>
  ofSomebody(await scope.em.findOne(MailedToken, good(scope, purpose, token), { populate: ['user'] }));

/** The same, and uses it up in the open transaction. */
export async function takeMailedToken(scope: Scope, purpose: MailedPurpose, token: string): Promise<MailedToken> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['user'] } as const;
  const found = ofSomebody(await scope.em.findOne(MailedToken, good(scope, purpose, token), lock));
  found.usedAt = scope.now();
  return found;
}

function ofSomebody(found: MailedToken | null): MailedToken {
  if (!found || found.user.suspendedAt || found.user.erasedAt) throw new DomainError('gone', 'accounts.error.link');
  return found;
}

/** Makes the tokens that are still out worthless. */
export const endMailedTokens = (scope: Scope, whose: { readonly user: string; readonly purpose?: MailedPurpose }) =>
  scope.em.nativeUpdate(MailedToken, { ...whose, usedAt: null }, { usedAt: scope.now() });

const good = (scope: Scope, purpose: MailedPurpose, token: string) => ({
  tokenHash: hashToken(token),
  purpose,
  usedAt: null,
  expiresAt: { $gt: scope.now() },
});
