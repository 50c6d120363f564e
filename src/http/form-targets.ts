import type { Response } from 'express';

/** Says in the policy that forms of the answer may be sent to these origins beside ours; nothing where there are none. */
export function allowFormsTo(res: Response, origins: readonly string[]) {
  if (origins.length === 0) return;
  const policy = String(res.getHeader('content-security-policy') ?? '');
  res.set('Content-Security-Policy', policy.replace(/form-action [^;]*/, `$& ${origins.join(' ')}`));
}
