import { listOrganizations } from '#src/people/list-organizations.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { LtiDeployment } from '../deployment.entity.ts';
import { LtiPendingDeployment } from '../pending-deployment.entity.ts';

export interface ListedDeployment {
  readonly registrationId: string;
  readonly issuer: string;
  readonly deploymentId: string;
  readonly status: 'pending' | 'active' | 'suspended';
  /** Slug; null for one that is nobody's yet. */
  readonly organization: string | null;
  readonly platformName: string | null;
  /** Of the first launch of one that is nobody's yet. */
  readonly courseTitle: string | null;
}

const registration = { populate: ['registration.platform'], orderBy: { createdAt: 'asc' } } as const;

/**
 * Those that wait, then those of each organization, which only a walk through all of them can find. The caller has checked that
 * the actor runs the installation.
 */
export const listDeployments = (scope: InstallationScope): Promise<readonly ListedDeployment[]> =>
  scope.transaction(
    async (inside) => {
      const pending = await inside.em.find(LtiPendingDeployment, {}, registration);
      const listed = pending.map((row) => ({ ...common(row), status: 'pending' as const, organization: null }));
      const owned: ListedDeployment[] = [];
      for (const { id, slug } of await inside.transaction(listOrganizations)) {
        const rows = await inside.within(id, ({ em }) => em.find(LtiDeployment, {}, registration));
        owned.push(...rows.map((row) => ({ ...common(row), status: row.status, organization: slug })));
      }
      return [...listed, ...owned];
    },
    { readOnly: true },
  );

const common = (row: LtiPendingDeployment | LtiDeployment) => ({
  registrationId: row.registration.id,
  issuer: row.registration.platform.issuer,
  deploymentId: row.deploymentId,
  platformName: row.platformName ?? null,
  courseTitle: 'courseTitle' in row ? (row.courseTitle ?? null) : null,
});
