import { z } from 'zod';
import { operators } from '#src/http/allow.ts';
import { created, page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post } from '#src/http/route.ts';
import { versionField } from '#src/http/stale-save/versioned.ts';
import { locales } from '#src/messages/locale.ts';
import { createOrganization } from '#src/people/create-organization.ts';
import { editOrganization } from '#src/people/edit-organization.ts';
import { Organization } from '#src/people/organization.entity.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { inviteByMail } from '../invitations/invite-by-mail.ts';
import { usualDays } from '../invitations/new-invitation.ts';
import { directory, listDirectory } from './directory.ts';
import {
  directoryPage,
  directoryPath,
  directoryView,
  drawOrganization,
  newOrganizationPage,
} from './organization-views.ts';
import { newOrganizationView, organizationView } from './organization-views.ts';

const ById = z.object({ id: idOf('organization') });
const HostName = z.string().trim().max(253).optional();
const findOrganization = async (scope: InstallationScope, { id }: { readonly id: string }) =>
  (await operators(scope)) ? scope.em.findOne(Organization, { id }) : null;

/** The directory of organizations, for whoever runs the installation. They see figures, and nobody's data. */
export const organizationRoutes = [
  get(directoryPath, {
    tenant: 'none',
    summary: 'Every organization of the installation',
    answer: directoryView,
    query: directory.query,
    allow: operators,
    async handle(scope, { query }) {
      const { rows, meta } = await listDirectory(scope, query);
      return directoryPage(scope, query, rows, meta);
    },
  }),

  get(`${directoryPath}/new`, {
    tenant: 'none',
    summary: 'The form for an organization',
    answer: newOrganizationView,
    allow: operators,
    handle: async () => newOrganizationPage(emptyForm),
  }),

  post('/organizations', {
    tenant: 'none',
    summary: 'Makes an organization',
    answer: organizationView,
    body: z.object({
      slug: z.string().trim().max(63),
      name: z.string().trim().min(1).max(100),
      hostName: HostName,
      locale: z.enum(locales).default('en'),
      timeZone: z.string().trim().max(100).default('UTC'),
    }),
    allow: operators,
    async handle(scope, { body }) {
      const made = await createOrganization(scope, body);
      const data = await drawOrganization(scope, made);
      return created(`${directoryPath}/${made.id}`, organizationView, data, { said: 'organizations.operator.made' });
    },
    again: async (_scope, _input, form) => newOrganizationPage(form),
  }),

  get(`${directoryPath}/:id`, {
    tenant: 'none',
    summary: 'One organization, in figures',
    answer: organizationView,
    params: ById,
    allow: findOrganization,
    handle: async (scope, { row }) => page(organizationView, await drawOrganization(scope, row)),
  }),

  post(`${directoryPath}/:id`, {
    tenant: 'none',
    summary: 'Changes the name or host name of an organization',
    params: ById,
    body: z.object({ name: z.string().trim().min(1).max(100), hostName: HostName, version: versionField }),
    allow: findOrganization,
    async handle(scope, { row, body: { name, hostName = null, version } }) {
      await editOrganization(scope, { organizationId: row.id, changes: { name, hostName }, version });
      return redirect(`${directoryPath}/${row.id}`, { said: 'organizations.settings.said' });
    },
    again: async (scope, { row }, form) => page(organizationView, await drawOrganization(scope, row, form)),
  }),

  post(`${directoryPath}/:id/owner-invitation`, {
    tenant: 'none',
    summary: 'Invites somebody by mail to be an owner of the organization',
    params: ById,
    body: z.object({ email: z.email().max(254) }),
    allow: findOrganization,
    async handle(scope, { row, body }) {
      const terms = { roles: ['owner'] as const, days: usualDays, emails: [body.email] };
      await scope.within(row.id, (inside) => inviteByMail(inside, terms));
      return redirect(`${directoryPath}/${row.id}`, { said: 'organizations.operator.invited' });
    },
    again: async (scope, { row }, form) => page(organizationView, await drawOrganization(scope, row, form)),
  }),
];
