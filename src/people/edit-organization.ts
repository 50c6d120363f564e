import { LockMode } from '@mikro-orm/core';
import { audit } from '#src/audit/audit.ts';
import { DomainError, notFound } from '#src/errors.ts';
import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { Organization } from './organization.entity.ts';
import { refuseOrganization } from './organization-rules.ts';

const editable = [
  'name',
  'locale',
  'timeZone',
  'hostName',
  'frameOrigins',
  'hue',
  'logoId',
  'emailDomain',
  'allowPublicJoin',
  'requireApproval',
] as const;
type Editable = (typeof editable)[number];

/** What is undefined stays as it is. */
export type OrganizationChanges = { readonly [K in Editable]?: Organization[K] | undefined };

interface Edit {
  readonly organizationId: string;
  readonly changes: OrganizationChanges;
  /** The version that whoever edits had before them; without it nothing is compared. */
  readonly version?: number | undefined;
}

/**
 * Changes an organization, and every process learns of it at once. The caller has checked that the actor may. Throws DomainError
 * `invalid` for a value that cannot be, `conflict` for a host name that is taken and for a save that came too late.
 */
export async function editOrganization(
  scope: Scope | InstallationScope,
  { organizationId, changes, version }: Edit,
): Promise<Organization> {
  const given = editable.filter((field) => changes[field] !== undefined);
  const wanted = Object.fromEntries(
    given.map((field) => [field, tidied(field, changes[field])]),
  ) as OrganizationChanges;
  refuseOrganization(wanted);
  const edit = async (inside: Scope | InstallationScope) => {
    const organization = await lock(inside, organizationId);
    if (version !== undefined) refuseStale(organization, { ...wanted, version }, given);
    await refuseTakenHostName(inside, organizationId, wanted.hostName);
    const changed = given.filter((field) => String(organization[field]) !== String(wanted[field]));
    if (changed.length === 0) return organization;
    const before = Object.fromEntries(changed.map((field) => [field, organization[field]]));
    Object.assign(organization, wanted);
    const after = Object.fromEntries(changed.map((field) => [field, wanted[field]]));
    inside.afterCommit(() => inside.tenants.forget(organizationId));
    inside.afterCommit(() => remember(inside, organizationId, { before, after }));
    await inside.em.flush();
    return organization;
  };
  return scope.organization === null ? scope.transaction(edit) : scope.transaction(edit);
}

const tidied = (field: Editable, value: unknown) =>
  (field === 'hostName' || field === 'emailDomain') && typeof value === 'string'
    ? value.trim().replace(/^@/, '').toLowerCase() || null
    : value;

async function lock(scope: Scope | InstallationScope, id: string): Promise<Organization> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const found = await (scope.organization === null
    ? scope.em.findOne(Organization, { id }, options)
    : scope.em.findOne(Organization, { id }, { ...options, refresh: true }));
  if (!found) throw notFound('organization');
  return found;
}

async function refuseTakenHostName(scope: Scope | InstallationScope, id: string, hostName?: string | null) {
  if (!hostName) return;
  const [taken] = await scope.em.execute<{ id: string }[]>('select id from find_organization_by_host_name(?)', [
    hostName,
  ]);
  if (taken && taken.id !== id)
    throw new DomainError('conflict', 'kernel.error.invalid', {
      fields: [{ field: 'hostName', key: 'kernel.error.hostNameTaken', parameters: { hostName } }],
    });
}

const remember = (scope: Scope | InstallationScope, id: string, payload: Record<string, unknown>) =>
  audit(scope, { action: 'organization.edited', target: { type: 'organization', id }, payload });
