import type { Scope } from '#src/scope/scope.ts';
import type { LineItemForm } from './keep-line-item.ts';

/** Where a line item is or is to be, and who makes it. */
export interface ItemPlace {
  readonly id: string | null;
  readonly url: string | null;
  /** Whether the caller is the one who makes it now. */
  readonly isOurs: boolean;
  readonly lineItemsUrl: string | null;
  readonly scopes: readonly string[];
  readonly registrationId: string;
  readonly family: string | null;
  /** The platform's id of the resource link. */
  readonly platformLinkId: string | null;
}

const context = `
  select c.line_items_url as "lineItemsUrl", c.service_scopes as scopes, d.id as "deploymentId",
    d.registration_id as "registrationId", coalesce(r.product_family, d.product_family) as family,
    l.resource_link_id as "platformLinkId"
  from lti_context c
  join lti_deployment d on d.id = c.deployment_id
  join lti_registration r on r.id = d.registration_id
  left join lti_resource_link l on l.id = ? and l.context_id = c.id
  where c.organization_id = ? and c.id = ?`;

/** One that a platform coupled with a link by itself is as good as one that we made. */
const known = `
  select id, url from lti_line_item
  where organization_id = ? and context_id = ? and resource_id = ? and tag = ? and gone_at is null and url is not null
  order by is_coupled desc limit 1`;

const claim = `
  insert into lti_line_item as t
    (id, organization_id, deployment_id, context_id, resource_link_id, label, score_maximum, resource_id, tag, making_until)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, now() + interval '60 seconds')
  on conflict (context_id, resource_id, tag) where not is_coupled
    do update set making_until = excluded.making_until, url = null
    where (t.url is null or t.gone_at is not null) and coalesce(t.making_until, '-infinity') <= now()
  returning id`;

/** The known line item of a form, or the right to make it; null where the Scope's organization has no such context. */
export async function selectItemPlace({ em, organization }: Scope, form: LineItemForm): Promise<ItemPlace | null> {
  const { contextId, resourceLinkId = null, label, scoreMaximum, resourceId, tag = '' } = form;
  const of = organization.id;
  const [place] = await em.execute<(Omit<ItemPlace, 'id' | 'url' | 'isOurs'> & { deploymentId: string })[]>(context, [
    resourceLinkId,
    of,
    contextId,
  ]);
  if (!place) return null;
  const [standing] = await em.execute<{ id: string; url: string }[]>(known, [of, contextId, resourceId, tag]);
  if (standing) return { ...place, ...standing, isOurs: false };
  const row = [crypto.randomUUID(), of, place.deploymentId, contextId, resourceLinkId];
  const [ours] = await em.execute<{ id: string }[]>(claim, [...row, label, scoreMaximum, resourceId, tag]);
  return { ...place, id: ours?.id ?? null, url: null, isOurs: ours !== undefined };
}
