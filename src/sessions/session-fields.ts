import { hashToken, newToken } from '#src/keys/tokens.ts';
import type { Visit } from './visit.ts';

const absoluteMs = 7 * 24 * 3_600_000;
const longestUserAgent = 500;

/** A new token and the columns that every kind of session is stored with. */
export function newSession(prefix: string, now: Date, visit: Visit) {
  const token = newToken(prefix);
  return {
    token,
    fields: {
      tokenHash: hashToken(token),
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + absoluteMs),
      ipAddress: visit.ip,
      userAgent: visit.userAgent?.slice(0, longestUserAgent) ?? null,
    },
  };
}
