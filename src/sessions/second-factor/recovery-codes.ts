import { randomBytes } from 'node:crypto';
import { hashToken } from '#src/keys/tokens.ts';

const howMany = 10;
/** No letter that is read as a digit or as another letter. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Ten codes of 80 random bits for the day on which the telephone is gone; hashes are what is stored. */
export function newRecoveryCodes() {
  const codes = Array.from({ length: howMany }, newCode);
  return { codes, hashes: codes.map(recoveryHash) };
}

/** However it was typed: with or without hyphens and spaces, in whichever case. */
export const recoveryHash = (typed: string) => hashToken(typed.replaceAll(/[\s-]/g, '').toUpperCase());

function newCode() {
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return letters.match(/.{4}/g)!.join('-');
}
