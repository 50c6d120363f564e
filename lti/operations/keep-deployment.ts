import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import { LtiDeployment } from '../deployment.entity.ts';
import { changed } from './changed.ts';
import type { Known } from './consume-login.ts';
import { ofPlatform, type FoundDeployment } from './find-deployment.ts';

/** The product, version and site that a deployment's launches come from, as the last one said (Core 5.4.2). */
export async function keepDeployment({ em }: Scope, claims: Claims, { id }: FoundDeployment, known: Known) {
  const changes = changed(known.deployment, ofPlatform(claims));
  if (changes) await em.nativeUpdate(LtiDeployment, { id }, changes);
}
