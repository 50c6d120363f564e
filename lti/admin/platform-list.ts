import { sql } from '@mikro-orm/core';
import { defineList } from '#src/http/list/define-list.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { deploymentStatuses } from '../deployment.entity.ts';

export type ConnectionStatus = (typeof deploymentStatuses)[number];

export interface ListedPlatform {
  readonly registrationId: string;
  /** Id of the deployment's row; null where none came yet. */
  readonly deployment: string | null;
  /** As the platform names it. */
  readonly deploymentId: string | null;
  readonly name: string | null;
  readonly family: string | null;
  readonly issuer: string;
  readonly clientId: string;
  /** The stricter of the deployment's and the registration's. */
  readonly status: ConnectionStatus;
  readonly lastLaunchAt: string | null;
}

/** Row-level security leaves the organization's own deployments and launches. */
export const connections = `lti_registration registration
  join lti_platform platform on platform.id = registration.platform_id
  left join lti_deployment deployment on deployment.registration_id = registration.id
  left join lateral (
    select launch.created_at as at from lti_launch_record launch
    where launch.organization_id = deployment.organization_id and launch.registration_id = registration.id
      and launch.deployment_id = deployment.deployment_id and launch.outcome = 'launched'
    order by launch.created_at desc limit 1
  ) last on true`;

export const connectionColumns = `registration.id as "registrationId", deployment.id as deployment,
  deployment.deployment_id as "deploymentId", coalesce(deployment.name, registration.name, deployment.platform_name, platform.name) as name,
  coalesce(registration.product_family, deployment.product_family) as family, platform.issuer,
  registration.client_id as "clientId", last.at as "lastLaunchAt",
  case when registration.status = 'suspended' then 'suspended' else coalesce(deployment.status, 'active') end as status`;

/** What is connected, the newest first: a row for each deployment, and for each registration that waits for its first. */
export const platformList = defineList({
  id: 'coalesce(deployment.id, registration.id)',
  sorts: { connected_at: { column: 'coalesce(deployment.created_at, registration.created_at)', type: 'timestamptz' } },
  defaultSort: 'connected_at',
  defaultOrder: 'desc',
  filters: {},
});

export type PlatformQuery = Parameters<typeof platformList.links>[1];

/** In two statements. */
export const listPlatforms = (scope: Scope, query: PlatformQuery) =>
  platformList.read<ListedPlatform>(scope, query, {
    select: connectionColumns,
    from: connections,
    where: sql`deployment.organization_id = ${scope.organization.id}
      or (deployment.id is null and registration.invited_by = ${scope.organization.id})`,
  });
