import type { Scope } from '#src/scope/scope.ts';
import { connectionColumns, connections, type ListedPlatform } from './platform-list.ts';

export interface DeploymentRow extends ListedPlatform {
  readonly deployment: string;
  readonly deploymentId: string;
  /** Whether operators switched the whole registration off, which no administrator undoes. */
  readonly isRegistrationSuspended: boolean;
  readonly connectedAt: string;
  readonly productVersion: string | null;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly frameOrigins: readonly string[];
  readonly courses: number;
}

const columns = `${connectionColumns}, registration.status = 'suspended' as "isRegistrationSuspended",
  deployment.created_at as "connectedAt", deployment.platform_version as "productVersion",
  registration.authorization_endpoint as "authorizationEndpoint", registration.token_endpoint as "tokenEndpoint",
  registration.jwks_uri as "jwksUri", deployment.frame_origins as "frameOrigins",
  (select count(*)::int from lti_context context
    where context.organization_id = deployment.organization_id and context.deployment_id = deployment.id) as courses`;

/** Everything that an administrator sees of a deployment, in one statement; null for none of the organization's. */
export async function selectDeployment({ em, organization }: Scope, id: string): Promise<DeploymentRow | null> {
  const [row] = await em.execute<DeploymentRow[]>(
    `select ${columns} from ${connections} where deployment.organization_id = ? and deployment.id = ?`,
    [organization.id, id],
  );
  return row ?? null;
}
