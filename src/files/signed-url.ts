import { z } from 'zod';
import type { Keyring } from '#src/keys/keyring.ts';

export interface FileGrant {
  readonly organizationId: string;
  readonly fileId: string;
  /** The file may be shown in the page, if its type allows; otherwise it is downloaded. */
  readonly inline: boolean;
}

const purpose = 'file-url';

const query = z.object({
  expires: z.string().regex(/^\d{1,12}$/),
  inline: z.literal('1').optional(),
  signature: z.string().max(200),
});

/**
 * The path and query at which one file can be had without signing in. It works for `lifetimeSeconds` at least and twice
 * that at most: within a lifetime the address stays the same, so browsers find it in their cache.
 */
export function signFileUrl(keys: Pick<Keyring, 'sign'>, grant: FileGrant, now: Date, lifetimeSeconds = 3600): string {
  const expires = (Math.floor(now.getTime() / 1000 / lifetimeSeconds) + 2) * lifetimeSeconds;
  const signature = keys.sign(purpose, signedText(grant, expires));
  const parameters = new URLSearchParams({ expires: String(expires), ...(grant.inline && { inline: '1' }), signature });
  return `/files/${grant.organizationId}/${grant.fileId}?${parameters.toString()}`;
}

/** What the address grants and for how many seconds more, or null: changed, signed by nobody we know, or too old. */
export function verifyFileUrl(
  keys: Pick<Keyring, 'verify'>,
  ids: Omit<FileGrant, 'inline'>,
  given: unknown,
  now: Date,
): { readonly grant: FileGrant; readonly secondsLeft: number } | null {
  const parsed = query.safeParse(given);
  if (!parsed.success) return null;
  const grant = { ...ids, inline: parsed.data.inline === '1' };
  const expires = Number(parsed.data.expires);
  if (!keys.verify(purpose, signedText(grant, expires), parsed.data.signature)) return null;
  const secondsLeft = Math.floor(expires - now.getTime() / 1000);
  return secondsLeft > 0 ? { grant, secondsLeft } : null;
}

const signedText = ({ organizationId, fileId, inline }: FileGrant, expires: number) =>
  JSON.stringify([organizationId, fileId, inline, expires]);
