import { z } from 'zod';

/** What a receipt states, as the claims of a JSON Web Token: names that have one there are called so. */
export const Receipt = z.object({
  /** Who took it in: the address of the installation. */
  iss: z.string(),
  /** The submission. */
  jti: z.uuid(),
  /** Whose it is. */
  sub: z.uuid(),
  /** When it was taken in, in seconds since 1970, by the clock of the database. */
  iat: z.number(),
  /** The same instant to the millisecond. */
  acceptedAt: z.iso.datetime(),
  problem: z.uuid(),
  version: z.uuid(),
  language: z.string(),
  /** Of the whole program: the SHA-256 of what `sha256sum` prints for its files in the order of their paths. */
  sha256: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
});
export type Receipt = z.output<typeof Receipt>;

/** `typ` in the head of a receipt, so that no other token of ours can stand for one. */
export const receiptType = 'assay-receipt+jwt';
