import { randomBytes } from 'node:crypto';
import type { Keyring } from '#src/keys/keyring.ts';

const purpose = 'csrf';

/**
 * A token that only pages of this session carry. It is another in each page: the length of a compressed page would betray, guess
 * by guess, one that stays the same (BREACH).
 */
export function csrfToken(keys: Keyring, sessionId: string): string {
  const salt = randomBytes(9).toString('base64url');
  return `${salt}.${keys.sign(purpose, salted(sessionId, salt))}`;
}

export function isCsrfToken(keys: Keyring, sessionId: string, given: string): boolean {
  const [salt = '', signature = ''] = given.split('.');
  return keys.verify(purpose, salted(sessionId, salt), signature);
}

const salted = (sessionId: string, salt: string) => `${sessionId} ${salt}`;
