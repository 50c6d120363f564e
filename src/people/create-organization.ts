import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { Organization } from './organization.entity.ts';

export interface OrganizationForm {
  readonly slug: string;
  readonly name: string;
  readonly hostName?: string | undefined;
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** Makes a tenant. Throws DomainError `invalid` for a slug or zone that cannot be, `conflict` for one that is taken. */
export async function createOrganization(scope: InstallationScope, form: OrganizationForm): Promise<Organization> {
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(form.slug)) throw invalid({ field: 'slug', key: 'kernel.error.slug' });
  if (form.timeZone && !isTimeZone(form.timeZone)) throw invalid({ field: 'timeZone', key: 'kernel.error.timeZone' });
  const organization = await scope.transaction(async (scope) => {
    if (await scope.em.findOne(Organization, { slug: form.slug }))
      throw new DomainError('conflict', 'kernel.error.slugTaken', { parameters: { slug: form.slug } });
    const { slug, name, hostName = null, locale = 'en', timeZone = 'UTC' } = form;
    const made = scope.em.create(Organization, {
      slug,
      name,
      hostName: hostName?.toLowerCase() ?? null,
      locale,
      timeZone,
    });
    await scope.em.flush();
    return made;
  });
  await audit(scope, {
    action: 'organization.created',
    target: { type: 'organization', id: organization.id },
    payload: { slug: form.slug },
  });
  return organization;
}

function isTimeZone(name: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
