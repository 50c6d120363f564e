import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields } from '#src/http/list/list-schemas.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { deploymentStatuses } from '../deployment.entity.ts';
import { profileOf } from '../platforms/profile.ts';
import { lmsPath } from './places.ts';
import { platformList, type ListedPlatform, type PlatformQuery } from './platform-list.ts';
import type { DeploymentRow } from './select-deployment.ts';
import type { OpenInvitation } from './select-invitations.ts';
import { ToolValue, toolValues } from './tool-values.ts';

const Platform = z.object({
  registrationId: z.uuid(),
  deployment: z.uuid().nullable(),
  deploymentId: z.string().nullable(),
  name: z.string(),
  /** Name of the product; null for one that we do not know. */
  lms: z.string().nullable(),
  issuer: z.string(),
  clientId: z.string(),
  status: z.enum(deploymentStatuses),
  lastLaunchAt: z.iso.datetime().nullable(),
});

const Invitation = z.object({
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  invitedBy: z.string().nullable(),
});

export const platformListView = view(
  'lti/admin/platforms',
  PagerFields.extend({ platforms: z.array(Platform), invitations: z.array(Invitation), form: FormFields }),
);

/** One value with the platform's own name for it. */
export const Named = z.object({ label: z.string(), value: z.string() });

export const deploymentView = view(
  'lti/admin/deployment',
  Platform.extend({
    isRegistrationSuspended: z.boolean(),
    connectedAt: z.iso.datetime(),
    productVersion: z.string().nullable(),
    courses: z.int(),
    frameOrigins: z.array(z.string()),
    shown: z.array(Named),
    tool: z.array(ToolValue),
    form: FormFields,
  }),
);

interface Listing {
  readonly query: PlatformQuery;
  readonly rows: readonly ListedPlatform[];
  readonly meta: PageMeta;
  readonly invitations: readonly OpenInvitation[];
}

export function platformListPage({ query, rows, meta, invitations }: Listing, form: FormState = emptyForm) {
  const data = {
    platforms: rows.map(drawn),
    invitations: invitations.map(({ madeAt, expiresAt, ...invitation }) => ({
      ...invitation,
      madeAt: new Date(madeAt).toISOString(),
      expiresAt: new Date(expiresAt).toISOString(),
    })),
    form: formFields(form),
    meta: counted(meta),
    links: platformList.links(lmsPath, query, meta),
  };
  return page(platformListView, data, { meta });
}

export function deploymentPage(scope: Scope, row: DeploymentRow, form: FormState = emptyForm) {
  const { words } = profileOf(row.family);
  const data = {
    ...drawn(row),
    isRegistrationSuspended: row.isRegistrationSuspended,
    connectedAt: new Date(row.connectedAt).toISOString(),
    productVersion: row.productVersion,
    courses: row.courses,
    frameOrigins: [...row.frameOrigins],
    shown: [
      { label: words.platform.issuer, value: row.issuer },
      { label: words.platform.clientId, value: row.clientId },
      { label: words.platform.deploymentIds, value: row.deploymentId },
      { label: words.platform.authorizationEndpoint, value: row.authorizationEndpoint },
      { label: words.platform.tokenEndpoint, value: row.tokenEndpoint },
      { label: words.platform.jwksUri, value: row.jwksUri },
    ],
    tool: toolValues(scope, profileOf(row.family)),
    form: formFields(form),
  };
  return page(deploymentView, data, { title: data.name });
}

function drawn(row: ListedPlatform) {
  const { family, name } = profileOf(row.family);
  return {
    registrationId: row.registrationId,
    deployment: row.deployment,
    deploymentId: row.deploymentId,
    name: row.name ?? new URL(row.issuer).host,
    lms: family === 'other' ? null : name,
    issuer: row.issuer,
    clientId: row.clientId,
    status: row.status,
    lastLaunchAt: row.lastLaunchAt && new Date(row.lastLaunchAt).toISOString(),
  };
}
