import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { locales } from '#src/messages/locale.ts';
import type { Organization } from '#src/people/organization.entity.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { countMembers, directory, type DirectoryRow } from './directory.ts';

export const directoryPath = '/operator/organizations';

const Listed = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  hostName: z.string().nullable(),
  madeAt: z.iso.datetime(),
  members: z.int(),
});

export const directoryView = view(
  'organizations/operator/organizations',
  PagerFields.extend({
    organizations: z.array(Listed),
    sorts: z.object({ name: SortField, slug: SortField, made_at: SortField }),
    form: FormFields,
  }),
);

export const newOrganizationView = view(
  'organizations/operator/new-organization',
  z.object({ form: FormFields, locales: z.array(z.string()) }),
);

export const organizationView = view(
  'organizations/operator/organization',
  Listed.extend({
    version: z.int(),
    locale: z.string(),
    timeZone: z.string(),
    frameOrigins: z.array(z.string()),
    signInUrl: z.url(),
    form: FormFields,
  }),
);

type Query = Parameters<typeof directory.links>[1];

export async function directoryPage(
  scope: InstallationScope,
  query: Query,
  rows: readonly DirectoryRow[],
  meta: PageMeta,
) {
  const members = await countMembers(
    scope,
    rows.map(({ id }) => id),
  );
  const data = {
    organizations: rows.map((row) => ({
      ...row,
      madeAt: new Date(row.madeAt).toISOString(),
      members: members.get(row.id) ?? 0,
    })),
    sorts: directory.sorts(directoryPath, query),
    form: formFields(emptyForm, { q: query.q }),
    meta: counted(meta),
    links: directory.links(directoryPath, query, meta),
  };
  return page(directoryView, data, { meta });
}

export const newOrganizationPage = (form: FormState) =>
  page(newOrganizationView, {
    form: formFields(form, { locale: 'en', timeZone: 'UTC' }),
    locales: [...locales],
  });

export async function drawOrganization(scope: InstallationScope, organization: Organization, form = emptyForm) {
  const { id, slug, name, hostName = null, locale, timeZone, version } = organization;
  const members = (await countMembers(scope, [id])).get(id) ?? 0;
  const at = organization.createdAt ?? scope.now();
  return {
    id,
    slug,
    name,
    hostName,
    locale,
    timeZone,
    members,
    version: form.stale?.version ?? version,
    madeAt: at.toISOString(),
    frameOrigins: [...(organization.frameOrigins as readonly string[])],
    signInUrl: scope.url(`/o/${slug}/auth/login`),
    form: formFields(form, { name, hostName }),
  };
}
