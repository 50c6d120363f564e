import type { MikroORM } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { extensionPoint, offersFor } from '#src/extension.ts';
import type { Tenant } from '#src/scope/scope.ts';
import type { Identified } from '#src/sessions/identify.ts';
import type { Web } from './web.ts';

/** Names, in the address of a framed page, whose frames may show it: the only thing that is known there without a session. */
export const frameParameter = 'frame';

/** A plugin's answer to whose frames a public id stands for: origins, or null for an id that it does not know. */
export type FrameSource = (orm: MikroORM, id: string) => Promise<readonly string[] | null>;
export const frameSource = extensionPoint<FrameSource>('kernel.frameSource');

/**
 * Lets the frames show its pages that the organization has named, or that the session was opened in, and nobody's frames
 * otherwise [CON-66]. Without a session `?frame=` says whose, where nothing else does: it selects the frames and nothing more.
 */
export async function allowFrames(
  kernel: Web,
  who: Identified,
  organization: Tenant | null,
  { req, res }: { readonly req: Request; readonly res: Response },
) {
  const own = who.kind === 'user' ? who.frameOrigins : [];
  const named = who.kind === 'anonymous' ? await framesNamed(kernel, organization, req) : [];
  allowFramesOf(res, [...new Set([...(organization?.frameOrigins ?? []), ...own, ...named])]);
}

/** Says in the policy that frames of these origins may show the answer; nothing where there are none. */
export function allowFramesOf(res: Response, origins: readonly string[]) {
  if (origins.length === 0) return;
  const policy = String(res.getHeader('content-security-policy') ?? '');
  res.set('Content-Security-Policy', policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${origins.join(' ')}`));
}

// Made once: a schema costs more than what it checks here.
const Id = z.uuid();

/** An organization's public id counts where the home one's page is drawn, because nothing said which it is. */
async function framesNamed(kernel: Web, organization: Tenant | null, req: Request): Promise<readonly string[]> {
  const { data: id } = Id.safeParse(req.query[frameParameter]);
  if (!id) return [];
  const isUnknown = organization?.slug === kernel.config.homeOrganization;
  const tenant = isUnknown ? await kernel.tenants.find(id).catch(() => null) : null;
  if (tenant) return tenant.frameOrigins;
  const contributes = kernel.plugins.flatMap((plugin) => plugin.contributes);
  for (const source of offersFor(frameSource, contributes)) {
    const origins = await source(kernel.orm, id);
    if (origins) return origins;
  }
  return [];
}
