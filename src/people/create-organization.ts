import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { Organization } from './organization.entity.ts';
import { refuseOrganization } from './organization-rules.ts';

export interface OrganizationForm {
  readonly slug: string;
  readonly name: string;
  readonly hostName?: string | undefined;
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** Makes a tenant. Throws DomainError `invalid` for a value that cannot be, `conflict` for a slug or host name that is taken. */
export async function createOrganization(scope: InstallationScope, form: OrganizationForm): Promise<Organization> {
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(form.slug)) throw invalid({ field: 'slug', key: 'kernel.error.slug' });
  const { slug, name, locale = 'en', timeZone = 'UTC' } = form;
  const hostName = form.hostName?.trim().toLowerCase() || null;
  refuseOrganization({ name, hostName, locale, timeZone });
  const organization = await scope.transaction(async (scope) => {
    await refuseTaken(scope, 'slug', slug);
    if (hostName) await refuseTaken(scope, 'hostName', hostName);
    const made = scope.em.create(Organization, { slug, name: name.trim(), hostName, locale, timeZone });
    await scope.em.flush();
    scope.afterCommit(() => scope.tenants.forget(made.id));
    return made;
  });
  await audit(scope, {
    action: 'organization.created',
    target: { type: 'organization', id: organization.id },
    payload: { slug },
  });
  return organization;
}

const takenKeys = { slug: 'kernel.error.slugTaken', hostName: 'kernel.error.hostNameTaken' } as const;

async function refuseTaken({ em }: InstallationScope, field: keyof typeof takenKeys, value: string) {
  if (!(await em.findOne(Organization, { [field]: value }))) return;
  const problem = { field, key: takenKeys[field], parameters: { [field]: value } };
  throw new DomainError('conflict', problem.key, { parameters: problem.parameters, fields: [problem] });
}
