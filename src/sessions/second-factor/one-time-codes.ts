import { Secret, TOTP } from 'otpauth';

const period = 30;
const digits = 6;
/** Clocks of telephones go wrong by less than half a minute. */
const window = 1;

/** A new shared secret of 160 bits, in base32 as apps take it. */
export const newSecret = () => new Secret({ size: 20 }).base32;

/** What an app reads from a picture or is told: whose codes these are, and the secret. */
export const otpauthAddress = (secret: string, account: string) =>
  new TOTP({ issuer: 'Assay', label: account, secret, period, digits }).toString();

/** The half minute whose code this is, now or one before or after; null for a wrong one. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window });
  return delta === null ? null : currentStep(now) + delta;
}

export const currentStep = (now: Date) => Math.floor(now.getTime() / 1000 / period);

/** The code of a half minute, which is what an app shows then. */
export const codeAt = (secret: string, step: number) => totp(secret).generate({ timestamp: step * period * 1000 });

const totp = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret), period, digits });
