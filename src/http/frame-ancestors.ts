import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Tenant } from '#src/scope/scope.ts';
import type { Identified } from '#src/sessions/identify.ts';
import type { Web } from './web.ts';

/** Names, in the address of a framed page, whose frames may show it: the only thing that is known there without a session. */
export const frameParameter = 'frame';

/**
 * Lets the frames that the organization has named show its pages, and nobody's frames otherwise [CON-66]. Where nothing else
 * says which organization it is, and so the home one's page is drawn, `?frame=` does: it selects the frames and nothing more.
 */
export async function allowFrames(
  { tenants, config }: Web,
  who: Identified,
  organization: Tenant | null,
  { req, res }: { readonly req: Request; readonly res: Response },
) {
  const isUnknown = who.kind === 'anonymous' && organization?.slug === config.homeOrganization;
  const named = isUnknown ? z.uuid().safeParse(req.query[frameParameter]).data : undefined;
  const framed = named ? await tenants.find(named).catch(() => null) : organization;
  if (!framed || framed.frameOrigins.length === 0) return;
  const policy = String(res.getHeader('content-security-policy') ?? '');
  res.set(
    'Content-Security-Policy',
    policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${framed.frameOrigins.join(' ')}`),
  );
}
