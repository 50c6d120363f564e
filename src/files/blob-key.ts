import { ProgrammingError } from '#src/errors.ts';

const keyPattern = /^[a-z0-9][a-z0-9-]{0,62}\/[0-9a-f]{64}$/;

/** `<organizationId>/<sha256>`: where content with this hash lives. One organization never shares a blob with another. */
export const blobKey = (organizationId: string, sha256: string) => checkedKey(`${organizationId}/${sha256}`);

/** The key itself, or a ProgrammingError: a key is the only part of a path or an address that comes from elsewhere. */
export function checkedKey(key: string): string {
  if (keyPattern.test(key)) return key;
  throw new ProgrammingError(`${JSON.stringify(key)} is no blob key. Make it with blobKey(organizationId, sha256).`);
}

export const isBlobKey = (key: string) => keyPattern.test(key);

/** The SHA-256, in hex, that the content under a key has. */
export const hashOf = (key: string) => checkedKey(key).slice(-64);
