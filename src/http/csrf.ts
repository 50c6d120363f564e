import type { Request } from 'express';
import { DomainError } from '#src/errors.ts';
import type { Identified } from '#src/sessions/identify.ts';
import { isCsrfToken } from './csrf-token.ts';
import { kernelFields } from './form-state.ts';
import type { Body } from './input/body.ts';
import { isApi } from './representation.ts';
import type { Web } from './web.ts';

/** Refuses what another site may have sent: the browser says where a request comes from. Throws DomainError `forbidden`. */
export function refuseOtherSite({ config }: Web, req: Request) {
  const ours = new URL(config.publicUrl).origin;
  if (!isFromOneOf([ours, ...(isApi(req.path) ? config.apiOrigins : [])], req))
    throw new DomainError('forbidden', 'kernel.error.otherSite');
}

/** Where a cookie says who it is, a token of that session has to say it too [U-15]. Throws DomainError `forbidden`. */
export function refuseForgery({ keys }: Web, who: Identified, req: Request, body: Body | null) {
  // Only a cookie travels by itself; whoever sent a bearer meant to.
  if (who.kind === 'anonymous' || who.carriedBy !== 'cookie' || who.sessionId === null) return;
  const token = req.get('x-csrf-token') ?? typedToken(body);
  if (!token || !isCsrfToken(keys, who.sessionId, token)) throw new DomainError('forbidden', 'kernel.error.staleForm');
}

/** Browsers send Sec-Fetch-Site or Origin with every such request; a program without cookies may send neither. */
function isFromOneOf(origins: readonly string[], req: Request) {
  const site = req.get('sec-fetch-site');
  const origin = req.get('origin');
  if (origin !== undefined && origin !== 'null')
    return origins.includes(origin) || origin === `${req.protocol}://${req.host}`;
  return site === undefined || site === 'same-origin' || site === 'none';
}

const typedToken = (body: Body | null) =>
  body?.kind === 'form' ? body.entries.find(([name]) => name === kernelFields.csrf)?.[1] : undefined;
