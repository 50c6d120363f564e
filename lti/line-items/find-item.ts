import type { Scope } from '#src/scope/scope.ts';

/** A line item with all that a call about it needs. */
export interface ItemRow {
  readonly id: string;
  readonly url: string | null;
  readonly label: string | null;
  readonly scoreMaximum: number | null;
  readonly resourceId: string;
  readonly tag: string;
  readonly isCoupled: boolean;
  readonly isGone: boolean;
  readonly contextId: string | null;
  /** Of the context's container; null where the platform told none. */
  readonly lineItemsUrl: string | null;
  /** What the platform granted at the last launch. */
  readonly scopes: readonly string[];
  readonly registrationId: string;
  readonly platformId: string;
  /** Product family. */
  readonly family: string | null;
  /** Whether deployment or registration was switched off. */
  readonly isSuspended: boolean;
}

export const placeColumns = `li.url, li.label, li.resource_id as "resourceId", li.tag,
  li.is_coupled as "isCoupled", li.gone_at is not null as "isGone", li.context_id as "contextId",
  c.line_items_url as "lineItemsUrl", case when li.context_id is null then li.scopes else c.service_scopes end as scopes,
  d.registration_id as "registrationId", r.platform_id as "platformId",
  coalesce(r.product_family, d.product_family) as family, d.status <> 'active' or r.status <> 'active' as "isSuspended"`;
const itemColumns = `li.id, li.score_maximum as "scoreMaximum", ${placeColumns}`;

export const itemTables = `lti_line_item li
  join lti_deployment d on d.id = li.deployment_id
  join lti_registration r on r.id = d.registration_id
  left join lti_context c on c.id = li.context_id`;

/** Null for none of the Scope's organization. In an open transaction. */
export async function findOptionalItem({ em, organization }: Scope, id: string): Promise<ItemRow | null> {
  const query = `select ${itemColumns} from ${itemTables} where li.organization_id = ? and li.id = ?`;
  const [row] = await em.execute<ItemRow[]>(query, [organization.id, id]);
  return row ?? null;
}
