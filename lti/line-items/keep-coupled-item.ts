import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import { LtiLineItem } from '../line-item.entity.ts';
import { changed } from '../operations/changed.ts';
import type { Known } from '../operations/consume-login.ts';

interface Place {
  readonly deploymentId: string;
  readonly contextId: string | null;
  readonly link: { readonly id: string; readonly title: string | null };
}

/** One that we made becomes the coupled one where a platform names it in the launch of its link. */
const coupling = `
  with taken as (
    update lti_line_item set is_coupled = true, resource_link_id = ?, gone_at = null
    where organization_id = ? and deployment_id = ? and url = ? and not is_coupled returning id
  )
  insert into lti_line_item
    (id, organization_id, deployment_id, context_id, resource_link_id, url, label, scopes, is_coupled)
  select ?, ?, ?, ?, ?, ?, ?, ?::text[], true where not exists (select from taken)`;

/** The line item that a launch names for its link, with the address and the scopes of this launch (AGS 3.1). */
export async function keepCoupledItem({ em, organization }: Scope, claims: Claims, place: Place, known: Known) {
  const url = claims.endpoint?.lineitem;
  if (!url) return;
  const { deploymentId, contextId, link } = place;
  const scopes = claims.endpoint?.scope ?? [];
  if (known.line_item_id === null) {
    const made = [crypto.randomUUID(), organization.id, deploymentId, contextId, link.id, url, link.title];
    await em.execute(coupling, [
      link.id,
      organization.id,
      deploymentId,
      url,
      ...made,
      `{${scopes.map(quoted).join(',')}}`,
    ]);
    return;
  }
  const standing = known.line_item ?? {};
  // First launched outside a course, and now inside one.
  const moved = contextId !== null && standing.context_id !== contextId ? { context: contextId } : {};
  const revived = standing.gone_at == null ? {} : { goneAt: null };
  const changes = { ...changed(standing, { url, scopes }), ...moved, ...revived };
  if (Object.keys(changes).length > 0) await em.nativeUpdate(LtiLineItem, { id: known.line_item_id }, changes);
}

const quoted = (text: string) => JSON.stringify(text);
