import { createHmac, timingSafeEqual } from 'node:crypto';
import { ProgrammingError } from '#src/errors.ts';
import { SealError } from './seal-error.ts';
import { decrypt, encrypt, readSealed } from './sealed.ts';
import { secretOf, type Secret } from './secret.ts';

/**
 * Seals and signs with keys derived from SECRET_KEY, one for each purpose (`lti-tool-key`: lower-case letters, digits and
 * hyphens). `associated` ties a sealed text to its place, such as its row's id: it opens there only.
 */
export interface Keyring {
  /** With the newest secret: `v1.<key id>.<purpose>.<base64url>`. */
  seal(purpose: string, plaintext: string, associated?: string): string;
  /** Throws SealError: sealed with a secret that SECRET_KEY no longer lists, for another purpose or place, or changed. */
  open(purpose: string, sealed: string, associated?: string): string;
  /** Whether it was sealed with the newest secret; what was not is opened and sealed again by a rotation. */
  isCurrent(sealed: string): boolean;
  /** HMAC-SHA256 with the newest secret, as base64url. */
  sign(purpose: string, text: string): string;
  /** With any secret that is listed, in constant time. */
  verify(purpose: string, text: string, signature: string): boolean;
}

/** From the secrets of SECRET_KEY, newest first. Throws for an empty list and for a secret of less than 32 characters. */
export function createKeyring(secretKeys: readonly string[]): Keyring {
  const secrets = secretKeys.map(secretOf);
  const [newest] = secrets;
  if (newest === undefined)
    throw new ProgrammingError('SECRET_KEY: at least one secret is needed. `openssl rand -base64 48` makes one.');
  return {
    seal: (purpose, plaintext, associated = '') =>
      encrypt(newest.keyFor('seal', checked(purpose)), { keyId: newest.id, purpose }, associated, plaintext),
    open: (purpose, sealed, associated = '') => open(secrets, checked(purpose), sealed, associated),
    isCurrent: (sealed) => readSealed(sealed)?.keyId === newest.id,
    sign: (purpose, text) => signature(newest, checked(purpose), text),
    verify: (purpose, text, given) =>
      secrets.some((secret) => areEqual(signature(secret, checked(purpose), text), given)),
  };
}

function open(secrets: readonly Secret[], purpose: string, sealed: string, associated: string) {
  const parts = readSealed(sealed);
  if (parts === null) throw new SealError(`This text for "${purpose}" is not sealed, or was cut off or changed.`);
  if (parts.purpose !== purpose)
    throw new SealError(`What is opened for "${purpose}" was sealed for "${parts.purpose}".`);
  const secret = secrets.find(({ id }) => id === parts.keyId);
  if (secret === undefined) throw missingKey(parts.keyId, purpose);
  return decrypt(secret.keyFor('seal', purpose), parts, associated);
}

const signature = (secret: Secret, purpose: string, text: string) =>
  createHmac('sha256', secret.keyFor('sign', purpose)).update(text).digest('base64url');

function areEqual(expected: string, given: string) {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The purpose stands between dots in the sealed text. */
function checked(purpose: string) {
  if (!/^[a-z][a-z\d-]*$/.test(purpose))
    throw new ProgrammingError(`The purpose "${purpose}" must be lower-case letters, digits and hyphens.`);
  return purpose;
}

const missingKey = (keyId: string, purpose: string) =>
  new SealError(
    `What was sealed for "${purpose}" needs the secret with key id ${keyId}, which SECRET_KEY does not list. Put that secret back behind the newer ones, and take it out only when the rotation of secrets has sealed everything anew.`,
    keyId,
  );
