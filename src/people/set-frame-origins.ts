import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { editOrganization } from './edit-organization.ts';

/** Names the origins whose frames may show an organization's pages. Throws DomainError `invalid` for anything that is no origin. */
export const setFrameOrigins = (scope: Scope | InstallationScope, organizationId: string, origins: readonly string[]) =>
  editOrganization(scope, { organizationId, changes: { frameOrigins: [...origins] } });
