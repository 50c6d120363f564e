import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import { LtiContext } from '../lti-context.entity.ts';
import { changed } from './changed.ts';
import type { Known } from './consume-login.ts';
import type { FoundDeployment } from './find-deployment.ts';

/** The course of a launch with the newest titles and service addresses; null where the platform names none (Core 5.4.1). */
export async function keepContext({ em }: Scope, claims: Claims, deployment: FoundDeployment, known: Known) {
  const context = claims.context;
  if (!context) return null;
  const { id: contextId, title = null, label = null } = context;
  const given = {
    title,
    label,
    types: context.type ?? null,
    courseOfferingSourcedId: claims.lis?.course_offering_sourcedid,
    courseSectionSourcedId: claims.lis?.course_section_sourcedid,
    lineItemsUrl: claims.endpoint?.lineitems,
    membershipsUrl: claims.namesRoleService?.context_memberships_url,
    groupsUrl: claims.groupsService?.context_groups_url,
    groupSetsUrl: claims.groupsService?.context_group_sets_url,
    serviceScopes: claims.endpoint?.scope,
  };
  if (known.context_id === null) {
    const made = em.create(LtiContext, {
      ...given,
      types: given.types ?? [],
      serviceScopes: given.serviceScopes ?? [],
      deployment: deployment.id,
      contextId,
    } as never);
    await em.flush();
    return { id: made.id, title, label };
  }
  const changes = changed(known.context ?? {}, given);
  if (changes) await em.nativeUpdate(LtiContext, { id: known.context_id }, changes);
  return {
    id: known.context_id,
    title: title ?? textOf(known.context?.title),
    label: label ?? textOf(known.context?.label),
  };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
