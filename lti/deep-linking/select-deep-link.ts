import type { Scope } from '#src/scope/scope.ts';
import type { DeepLinkPlace } from '../deep-link-item.ts';
import type { DeepLinkingSettings } from './settings.ts';

/** A request for content, with what its answer is signed for. */
export interface DeepLinkRow extends DeepLinkPlace {
  readonly id: string;
  readonly settings: DeepLinkingSettings;
  readonly returnUrl: string | null;
  readonly isAnswered: boolean;
  readonly isExpired: boolean;
  readonly courseTitle: string | null;
  readonly issuer: string;
  readonly clientId: string;
  /** The platform's name for the deployment. */
  readonly platformDeployment: string;
}

const query = `
  select l.id, l.settings, l.return_url as "returnUrl", l.answered_at is not null as "isAnswered",
    l.expires_at <= now() as "isExpired", l.context_id as "contextId", l.deployment_id as "deploymentId",
    coalesce(nullif(c.title, ''), nullif(c.label, '')) as "courseTitle", p.issuer, r.client_id as "clientId",
    d.deployment_id as "platformDeployment"
  from lti_deep_link l
  join lti_deployment d on d.id = l.deployment_id and d.status = 'active'
  join lti_registration r on r.id = d.registration_id and r.status = 'active'
  join lti_platform p on p.id = r.platform_id
  left join lti_context c on c.id = l.context_id
  where l.organization_id = ? and l.user_id = ? and l.id = ?`;

/** The request that the platform gave to the actor, answered or not, in one statement; null for anybody else's. */
export async function selectDeepLink({ em, organization, actor }: Scope, id: string): Promise<DeepLinkRow | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await em.execute<DeepLinkRow[]>(query, [organization.id, actor.id, id]);
  return row ?? null;
}
