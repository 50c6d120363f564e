import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import type { ListPage } from '#src/http/list/read-list.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { profileOf, standard } from '../platforms/profile.ts';
import { registrationStatuses } from '../registration.entity.ts';
import { lmsPath } from './places.ts';
import { registrationList, type ListedRegistration, type RegistrationQuery } from './registration-list.ts';
import type { PendingRow } from './select-pending.ts';

const Registration = z.object({
  id: z.uuid(),
  issuer: z.string(),
  name: z.string(),
  /** Name of the product; null for one that we do not know. */
  lms: z.string().nullable(),
  clientId: z.string(),
  status: z.enum(registrationStatuses),
  organization: z.string().nullable(),
  deployments: z.int(),
  madeAt: z.iso.datetime(),
});

const Pending = z.object({
  id: z.uuid(),
  deploymentId: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  platformName: z.string().nullable(),
  platformGuid: z.string().nullable(),
  lms: z.string().nullable(),
  courseTitle: z.string().nullable(),
  invitedBy: z.string().nullable(),
  since: z.iso.datetime(),
});

export const registrationListView = view(
  'lti/operator/registrations',
  PagerFields.extend({
    pending: z.array(Pending),
    registrations: z.array(Registration),
    sorts: z.object({ issuer: SortField, made_at: SortField }),
    form: FormFields,
    isNarrowed: z.boolean(),
  }),
);

export const pendingView = view(
  'lti/operator/pending',
  Pending.extend({
    organizations: z.array(z.object({ slug: z.string(), name: z.string() })),
    form: FormFields,
  }),
);

export function registrationListPage(
  query: RegistrationQuery,
  pending: readonly PendingRow[],
  { rows, meta }: ListPage<ListedRegistration>,
) {
  const data = {
    pending: pending.map(drawnPending),
    registrations: rows.map(({ family, madeAt, ...row }) => ({
      ...row,
      name: row.name ?? new URL(row.issuer).host,
      lms: productOf(family),
      madeAt: new Date(madeAt).toISOString(),
    })),
    sorts: registrationList.sorts(lmsPath, query),
    form: formFields(emptyForm, { q: query.q }),
    isNarrowed: query.q !== undefined,
    meta: counted(meta),
    links: registrationList.links(lmsPath, query, meta),
  };
  return page(registrationListView, data, { meta });
}

type Organizations = readonly { readonly slug: string; readonly name: string }[];

export function pendingPage(row: PendingRow, organizations: Organizations, form: FormState) {
  const data = {
    ...drawnPending(row),
    organizations: [...organizations],
    form: formFields(form, { slug: row.invitedBy }),
  };
  return page(pendingView, data);
}

const drawnPending = ({ family, since, registrationId: _registration, ...row }: PendingRow) => ({
  ...row,
  lms: productOf(family),
  since: new Date(since).toISOString(),
});

function productOf(family: string | null) {
  const { family: known, name } = profileOf(family);
  return known === standard.family ? null : name;
}
