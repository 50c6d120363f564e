import type { Scope } from '#src/scope/scope.ts';
import { messageTypes } from '../claim-names.ts';
import type { Claims } from '../claims.ts';
import { LtiResourceLink } from '../resource-link.entity.ts';
import { changed } from './changed.ts';
import type { Known } from './consume-login.ts';
import type { FoundDeployment } from './find-deployment.ts';

interface Place {
  readonly deployment: FoundDeployment;
  readonly contextId: string | null;
}

/** The link of a launch. Its custom values are read anew each time: content that is chosen again keeps the link's id (MOO-18). */
export async function keepResourceLink({ em }: Scope, claims: Claims, { deployment, contextId }: Place, known: Known) {
  const link = claims.resourceLink;
  if (!link) return null;
  const { id: resourceLinkId, title = null, description = null } = link;
  const given = {
    title,
    description,
    // A review has values of its own, which are not the link's.
    custom: claims.messageType === messageTypes.submissionReview ? undefined : (claims.custom ?? {}),
    lineItemUrl: claims.endpoint?.lineitem,
  };
  if (known.link_id === null) {
    const made = em.create(LtiResourceLink, {
      ...given,
      deployment: deployment.id,
      context: contextId,
      resourceLinkId,
    } as never);
    await em.flush();
    return { id: made.id, title };
  }
  // First launched outside a course, and now inside one.
  const moved = contextId !== null && known.link?.context_id !== contextId ? { context: contextId } : {};
  const changes = { ...changed(known.link ?? {}, given), ...moved };
  if (Object.keys(changes).length > 0) await em.nativeUpdate(LtiResourceLink, { id: known.link_id }, changes);
  return { id: known.link_id, title: title ?? (known.link?.title as string | null) };
}
