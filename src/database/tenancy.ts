import { p, type EntityManager, type EntityMetadata } from '@mikro-orm/core';
import { ProgrammingError } from '#src/errors.ts';

export const tenantFilter = 'tenant';

/** PostgreSQL's setting that names the organization of the open transaction; every policy reads it. */
export const tenantSetting = 'assay.organization';

/** What every row has. */
export const identified = {
  id: p
    .uuid()
    .primary()
    .onCreate(() => crypto.randomUUID()),
  createdAt: p
    .datetime()
    .defaultRaw('now()')
    .onCreate(() => new Date()),
};

/**
 * The properties that make a row belong to an organization. The id is stamped from the Scope on creation; the kernel adds
 * the filter, `unique (organization_id, id)` and, in the migration that it drafts, row-level security.
 */
export const tenantOwned = {
  ...identified,
  organizationId: p.uuid().onCreate((_row, em) => openTenant(em)),
};

/** The same for rows that may also be the installation's own: then nobody but the installation sees them. */
export const tenantOrInstallationOwned = {
  ...identified,
  organizationId: p
    .uuid()
    .nullable()
    .onCreate((_row, em) => optionalTenant(em) as string),
};

/** The organization of the open Scope, or null in an installation's. */
export const optionalTenant = (em: EntityManager) =>
  (em.getFilterParams(tenantFilter) as { id: string } | undefined)?.id ?? null;

function openTenant(em: EntityManager) {
  const id = optionalTenant(em);
  if (!id)
    throw new ProgrammingError(
      'A row that belongs to an organization was created outside one: use a Scope of the organization (scope.within).',
    );
  return id;
}

/** Rows that the tenant filter restricts. */
export const hasOrganization = (meta: EntityMetadata) => 'organizationId' in meta.properties;

/** Rows that always belong to an organization; an audit entry or a mail may be the installation's. */
export const isTenantOwned = (meta: EntityMetadata) =>
  hasOrganization(meta) &&
  (meta.properties as Record<string, { nullable?: boolean }>).organizationId?.nullable !== true;

/** Name of the composite foreign key that keeps a reference inside one organization. */
export const referenceName = (table: string, column: string) => `${table}_${column}_same_organization`;
export const organizationReferenceName = (table: string) => `${table}_organization_id_fkey`;

/** Runs for each entity at discovery: composite uniqueness as the target of references, an index by organization. */
export function completeTenantEntity(meta: EntityMetadata) {
  if (!isTenantOwned(meta)) return;
  const properties = ['organizationId', 'id'] as never;
  if (!meta.uniques.some((unique) => String(unique.properties) === 'organizationId,id')) {
    meta.uniques.push({ properties, name: `${meta.tableName}_organization_id_id_key` });
  }
}
