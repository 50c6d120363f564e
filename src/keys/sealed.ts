import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SealError } from './seal-error.ts';

/** What a sealed text says of itself before it is opened. */
export interface SealedParts {
  readonly keyId: string;
  readonly purpose: string;
  readonly bytes: Buffer;
}

const ivBytes = 12;
const tagBytes = 16;

/** `v1.<key id>.<purpose>.<base64url of IV, ciphertext and tag>`; null for any other text. */
export function readSealed(text: string): SealedParts | null {
  const [version, keyId = '', purpose = '', content = '', ...rest] = text.split('.');
  const bytes = Buffer.from(content, 'base64url');
  // Decoding is lenient, and two texts for one content would let a changed letter pass.
  const isExact = bytes.toString('base64url') === content && bytes.length >= ivBytes + tagBytes;
  return version === 'v1' && rest.length === 0 && isExact ? { keyId, purpose, bytes } : null;
}

/** AES-256-GCM. Key id, purpose and `associated` are not in the ciphertext, and cannot be changed without breaking it. */
export function encrypt(
  key: Buffer,
  { keyId, purpose }: Omit<SealedParts, 'bytes'>,
  associated: string,
  plaintext: string,
) {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(authenticated(keyId, purpose, associated));
  const bytes = Buffer.concat([iv, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${keyId}.${purpose}.${bytes.toString('base64url')}`;
}

export function decrypt(key: Buffer, { keyId, purpose, bytes }: SealedParts, associated: string) {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(authenticated(keyId, purpose, associated)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    return decipher.update(bytes.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new SealError(`What was sealed for "${purpose}" with key ${keyId} was changed, or belongs to another row.`);
  }
}

const authenticated = (keyId: string, purpose: string, associated: string) =>
  Buffer.from(`v1.${keyId}.${purpose}.${associated}`);
