import type { InstallationScope } from '#src/scope/scope.ts';

export interface PendingRow {
  readonly id: string;
  readonly registrationId: string;
  readonly deploymentId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly platformName: string | null;
  readonly platformGuid: string | null;
  readonly family: string | null;
  readonly courseTitle: string | null;
  /** Short name of the organization that invited the platform. */
  readonly invitedBy: string | null;
  readonly since: string;
}

const select = `select pending.id, registration.id as "registrationId", pending.deployment_id as "deploymentId", platform.issuer,
    registration.client_id as "clientId", pending.platform_name as "platformName", pending.platform_guid as "platformGuid",
    coalesce(registration.product_family, pending.product_family) as family, pending.course_title as "courseTitle",
    organization.slug as "invitedBy", pending.created_at as since
  from lti_pending_deployment pending
  join lti_registration registration on registration.id = pending.registration_id
  join lti_platform platform on platform.id = registration.platform_id
  left join organization on organization.id = registration.invited_by`;

/** Deployments that launched and belong to nobody yet, the oldest first; a hundred at most. */
export const selectPending = ({ em }: InstallationScope): Promise<PendingRow[]> =>
  em.execute<PendingRow[]>(`${select} order by pending.created_at limit 100`);

/** One of them, or null. */
export async function selectOnePending({ em }: InstallationScope, id: string): Promise<PendingRow | null> {
  const [row] = await em.execute<PendingRow[]>(`${select} where pending.id = ?`, [id]);
  return row ?? null;
}
