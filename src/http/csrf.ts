import type { Request } from 'express';
import { DomainError } from '#src/errors.ts';
import { csrfPurpose } from './csrf-token.ts';
import type { Keyring } from '#src/keys/keyring.ts';

/**
 * Refuses what another site may have sent: the browser says where a request comes from, and where a cookie says who it is,
 * a token of that session has to say it too [U-15]. Throws DomainError `forbidden`.
 */
export function refuseForgery(
  req: Request,
  keys: Keyring,
  given: { sessionId: string | null; token: string | null; origin: string },
) {
  if (!isSameOrigin(req, given.origin)) throw new DomainError('forbidden', 'kernel.error.otherSite');
  if (given.sessionId === null) return;
  if (!given.token || !keys.verify(csrfPurpose, given.sessionId, given.token))
    throw new DomainError('forbidden', 'kernel.error.staleForm');
}

/** Browsers send Sec-Fetch-Site or Origin with every such request; a program without cookies may send neither. */
function isSameOrigin(req: Request, ours: string) {
  const site = req.get('sec-fetch-site');
  const origin = req.get('origin');
  if (origin !== undefined && origin !== 'null') return origin === ours || origin === `${req.protocol}://${req.host}`;
  return site === undefined || site === 'same-origin' || site === 'none';
}
