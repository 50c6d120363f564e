import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import { LtiDeployment } from '../deployment.entity.ts';
import { returnAddress } from '../return-address.ts';
import type { FoundDeployment } from './find-deployment.ts';

const most = 20;

/**
 * Origins whose frames may show the pages of this launch: the deployment's, and that of the signed return address, which is
 * remembered. In the cloud the issuer's host is not the one that embeds (CAN-25).
 */
export async function framesOf(
  { em }: Scope,
  { id, frameOrigins }: FoundDeployment,
  claims: Claims,
): Promise<readonly string[]> {
  const url = returnAddress(claims.launchPresentation?.return_url);
  if (!url || frameOrigins.includes(url.origin)) return frameOrigins;
  const origins = [...frameOrigins, url.origin].slice(-most);
  await em.nativeUpdate(LtiDeployment, { id }, { frameOrigins: origins });
  return origins;
}
