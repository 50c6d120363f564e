import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Keyring } from '#src/keys/keyring.ts';

const purpose = 'csrf';

/**
 * Pages that share a token. One for all would be betrayed, guess by guess, by the length of compressed pages (BREACH), which
 * takes hundreds of them; one for each would cost a page a tenth of its time.
 */
const mostPages = 16;

const remembered = new WeakMap<Keyring, LRUCache<string, { readonly token: string; pages: number }>>();

/** A token that only pages of this session carry. */
export function csrfToken(keys: Keyring, sessionId: string): string {
  const tokens = remembered.get(keys) ?? new LRUCache({ max: 10_000 });
  remembered.set(keys, tokens);
  const known = tokens.get(sessionId);
  const current = known && known.pages < mostPages ? known : { token: newToken(keys, sessionId), pages: 0 };
  current.pages += 1;
  tokens.set(sessionId, current);
  return current.token;
}

export function isCsrfToken(keys: Keyring, sessionId: string, given: string): boolean {
  const [salt = '', signature = ''] = given.split('.');
  return keys.verify(purpose, salted(sessionId, salt), signature);
}

function newToken(keys: Keyring, sessionId: string) {
  const salt = randomBytes(9).toString('base64url');
  return `${salt}.${keys.sign(purpose, salted(sessionId, salt))}`;
}

const salted = (sessionId: string, salt: string) => `${sessionId} ${salt}`;
