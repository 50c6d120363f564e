import { z } from 'zod';
import { operators } from '#src/http/allow.ts';
import { redirect } from '#src/http/reply.ts';
import { invalid } from '#src/errors.ts';
import { emptyForm, get, idOf, post } from '#src/http/route.ts';
import { Organization } from '#src/people/organization.entity.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { approveDeployment } from '../operations/approve-deployment.ts';
import { lmsPath, pendingPath } from './places.ts';
import { listRegistrations, registrationList } from './registration-list.ts';
import { pendingPage, pendingView, registrationListPage, registrationListView } from './registration-views.ts';
import { selectOnePending, selectPending } from './select-pending.ts';

const ById = z.object({ id: idOf('ltiPendingDeployment') });
const findPending = async (scope: InstallationScope, { id }: { readonly id: string }) =>
  (await operators(scope)) ? selectOnePending(scope, id) : null;

/** Offered while somebody types; whoever is not among them is found by the short name all the same. */
const mostOffered = 200;
const offered = ({ em }: InstallationScope) =>
  em.execute<{ slug: string; name: string }[]>(
    `select slug, name from organization order by name limit ${mostOffered}`,
  );

/** The platforms of the installation, and whose each deployment is. */
export const registrationRoutes = [
  get(lmsPath, {
    tenant: 'none',
    summary: 'Registrations of the installation, and deployments that wait for an organization',
    answer: registrationListView,
    query: registrationList.query,
    allow: operators,
    async handle(scope, { query }) {
      return registrationListPage(query, await selectPending(scope), await listRegistrations(scope, query));
    },
  }),

  get(`${pendingPath}/:id`, {
    tenant: 'none',
    summary: 'One deployment that waits for an organization',
    answer: pendingView,
    params: ById,
    allow: findPending,
    handle: async (scope, { row }) => pendingPage(row, await offered(scope), emptyForm),
  }),

  post(`${pendingPath}/:id/approval`, {
    tenant: 'none',
    summary: 'Gives a deployment to an organization',
    params: ById,
    body: z.object({
      slug: z.string().trim().min(1).max(63),
      confirm: z.boolean().refine((isSure) => isSure, 'kernel.field.confirmation'),
    }),
    allow: findPending,
    async handle(scope, { row, body }) {
      const organization = await scope.em.findOne(Organization, { slug: body.slug });
      if (!organization) throw invalid({ field: 'slug', key: 'lti.error.noOrganization' });
      const { registrationId, deploymentId } = row;
      await approveDeployment(scope, { registrationId, deploymentId, organizationId: organization.id });
      return redirect(lmsPath, { said: 'lti.operator.said.approved' });
    },
    again: async (scope, { row }, form) => pendingPage(row, await offered(scope), form),
  }),
];
