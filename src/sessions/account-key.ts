import { createHash } from 'node:crypto';

/** Names an account in the key of a limit: Redis learns nobody's e-mail address, and no key is longer than another. */
export const accountKey = (account: string) => createHash('sha256').update(account).digest('base64url');
