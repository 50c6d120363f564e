import { createHash, randomBytes } from 'node:crypto';

/** An opaque token of 256 random bits, `<prefix>_<43 letters>`: the prefix says what it is to people and to scanners for secrets. */
export const newToken = (prefix: string) => `${prefix}_${randomBytes(32).toString('base64url')}`;

/** What is stored instead of a token: SHA-256 in hexadecimal digits. Only for tokens of ours; a password needs `hashPassword`. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');
