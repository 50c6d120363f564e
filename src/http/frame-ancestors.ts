import type { Response } from 'express';
import type { Tenant } from '#src/scope/scope.ts';

/** Lets the frames that an organization has named show its pages; nobody's frames otherwise [CON-66]. */
export function allowFrames(res: Response, { frameOrigins }: Tenant) {
  if (frameOrigins.length === 0) return;
  const policy = String(res.getHeader('content-security-policy') ?? '');
  res.set(
    'Content-Security-Policy',
    policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${frameOrigins.join(' ')}`),
  );
}
