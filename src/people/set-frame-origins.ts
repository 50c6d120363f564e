import { audit } from '#src/audit/audit.ts';
import { invalid } from '#src/errors.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { Organization } from './organization.entity.ts';

/** Names the origins whose frames may show an organization's pages. Throws DomainError `invalid` for anything that is no origin. */
export async function setFrameOrigins(scope: InstallationScope, organizationId: string, origins: readonly string[]) {
  const wrong = origins.find((origin) => URL.parse(origin)?.origin !== origin || !/^https?:/.test(origin));
  if (wrong) throw invalid({ field: 'origin', key: 'kernel.error.frameOrigin' });
  await scope.transaction(({ em }) =>
    em.nativeUpdate(Organization, { id: organizationId }, { frameOrigins: [...origins] }),
  );
  await audit(scope, {
    action: 'organization.framesAllowed',
    target: { type: 'organization', id: organizationId },
    payload: { origins },
  });
}
