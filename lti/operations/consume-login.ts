import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import type { FoundLogin } from '../found-login.ts';
import { LaunchRejected } from '../launch-rejected.ts';
import type { FoundDeployment } from './find-deployment.ts';

/** What the organization knew of a launch before it: null where it is the first. */
export interface Known {
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly has_email: boolean;
  readonly is_suspended: boolean;
  readonly context_id: string | null;
  /** The columns of `lti_context` that a launch may change, in the order of `keepContext`. */
  readonly context: Readonly<Record<string, unknown>> | null;
  readonly link_id: string | null;
  readonly link: Readonly<Record<string, unknown>> | null;
  /** The line item that is coupled with the link. */
  readonly line_item_id: string | null;
  readonly line_item: Readonly<Record<string, unknown>> | null;
  readonly deployment: Readonly<Record<string, unknown>>;
  readonly membership_id: string | null;
  readonly membership: Readonly<Record<string, unknown>> | null;
}

const query = `
  with consumed as (
    update lti_login set consumed_at = now(), claims = null
    where id = $1 and consumed_at is null and expires_at > now() returning id
  ), seen as (
    update lti_membership m set launched_at = now(), missing_since = null, left_at = null
    from consumed, lti_context c, identity i
    where c.deployment_id = $2 and c.context_id = $3 and i.kind = 'lti' and i.provider = $4 and i.subject = $5
      and m.context_id = c.id and m.user_id = i.user_id
  )
  select u.id as user_id, u.name as user_name, u.email is not null as has_email,
    coalesce(u.suspended_at, u.erased_at) is not null as is_suspended,
    c.id as context_id, to_jsonb(c) as context, l.id as link_id, to_jsonb(l) as link,
    li.id as line_item_id, to_jsonb(li) as line_item, m.id as membership_id, to_jsonb(m) as membership, to_jsonb(d) as deployment
  from consumed
  join lti_deployment d on d.id = $6
  left join identity i on i.kind = 'lti' and i.provider = $7 and i.subject = $8
  left join "user" u on u.id = i.user_id
  left join lti_context c on c.deployment_id = $9 and c.context_id = $10
  left join lti_resource_link l on l.deployment_id = $11 and l.resource_link_id = $12
  left join lti_line_item li on li.resource_link_id = l.id and li.is_coupled
  left join lti_membership m on m.context_id = c.id and m.user_id = u.id`;

/**
 * Consumes the login, once among however many try at the same instant, and reads what is known of the launch in the same
 * round trip; whoever was in the course before is in it again. The nonce was compared with the login's row, so that this is the
 * whole protection against replay. Throws LaunchRejected `state-used`.
 */
export async function consumeLogin(
  { em }: Scope,
  login: FoundLogin,
  claims: Claims,
  deployment: FoundDeployment,
): Promise<Known> {
  const [known] = await prepared<Known>(em, query, [
    login.id,
    deployment.id,
    claims.context?.id ?? null,
    login.platform_id,
    claims.sub,
    deployment.id,
    login.platform_id,
    claims.sub,
    deployment.id,
    claims.context?.id ?? null,
    deployment.id,
    claims.resourceLink?.id ?? null,
  ]);
  if (!known) throw new LaunchRejected('state-used');
  return known;
}
