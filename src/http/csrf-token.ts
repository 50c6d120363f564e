import { LRUCache } from 'lru-cache';
import type { Keyring } from '#src/keys/keyring.ts';

export const csrfPurpose = 'csrf';
const remembered = new WeakMap<Keyring, LRUCache<string, string>>();

/** The token that every page of a session carries: bound to the session, so another's is none. Remembered, as every page asks for it. */
export function csrfToken(keys: Keyring, sessionId: string) {
  const tokens = remembered.get(keys) ?? new LRUCache<string, string>({ max: 10_000 });
  remembered.set(keys, tokens);
  const known = tokens.get(sessionId) ?? keys.sign(csrfPurpose, sessionId);
  tokens.set(sessionId, known);
  return known;
}
