import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy } from '#src/http/list/list-spec.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import type { registrationStatuses } from '../registration.entity.ts';

export interface ListedRegistration {
  readonly id: string;
  readonly issuer: string;
  readonly name: string | null;
  readonly family: string | null;
  readonly clientId: string;
  readonly status: (typeof registrationStatuses)[number];
  /** Name of the organization that invited the platform; null where operators share it out. */
  readonly organization: string | null;
  readonly deployments: number;
  readonly madeAt: string;
}

/** Every registration of the installation, by its platform. */
export const registrationList = defineList({
  id: 'registration.id',
  sorts: {
    issuer: { column: 'platform.issuer', type: 'text' },
    made_at: { column: 'registration.created_at', type: 'timestamptz' },
  },
  defaultSort: 'made_at',
  defaultOrder: 'desc',
  filters: {
    q: filterBy(
      z.string().trim().max(200).describe('Part of an issuer, a name, a client id or an organization'),
      (text) => sql`position(lower(${text}) in lower(concat_ws(' ', platform.issuer, platform.name, registration.name,
        registration.client_id, organization.name, organization.slug))) > 0`,
    ),
  },
});

export type RegistrationQuery = Parameters<typeof registrationList.links>[1];

/** In two statements; of deployments operators see how many there are. */
export const listRegistrations = (scope: InstallationScope, query: RegistrationQuery) =>
  registrationList.read<ListedRegistration>(scope, query, {
    select: `registration.id, platform.issuer, coalesce(registration.name, platform.name) as name,
      registration.product_family as family, registration.client_id as "clientId", registration.status,
      organization.name as organization, registration.created_at as "madeAt",
      (select deployments from count_lti_deployments(registration.id)) as deployments`,
    from: `lti_registration registration join lti_platform platform on platform.id = registration.platform_id
      left join organization on organization.id = registration.invited_by`,
  });
