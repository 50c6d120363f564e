import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { resumeDeployment, suspendDeployment } from '../operations/suspend-deployment.ts';
import { keepers } from './keepers.ts';
import { deploymentsPath, lmsPath } from './places.ts';
import { listPlatforms, platformList } from './platform-list.ts';
import { deploymentPage, deploymentView, platformListPage, platformListView } from './platform-views.ts';
import { selectDeployment } from './select-deployment.ts';
import { selectInvitations } from './select-invitations.ts';

const ById = z.object({ id: idOf('ltiDeployment') });
const findDeployment = async (scope: Scope, { id }: { readonly id: string }) =>
  (await keepers(scope)) ? selectDeployment(scope, id) : null;

interface Act {
  readonly summary: string;
  /** The last part of its path, and of the text that says it was done. */
  readonly noun: string;
  readonly perform: (scope: Scope, id: string) => Promise<unknown>;
}

const act = ({ summary, noun, perform }: Act) =>
  post(`${deploymentsPath}/:id/${noun}`, {
    summary,
    params: ById,
    body: z.object({}),
    allow: findDeployment,
    async handle(scope, { row }) {
      await perform(scope, row.deployment);
      return redirect(`${deploymentsPath}/${row.deployment}`, { said: `lti.admin.said.${noun}` });
    },
    again: async (scope, { row }, form) => deploymentPage(scope, row, form),
  });

/** From where courses open the organization's pages. */
export const platformRoutes = [
  get(lmsPath, {
    summary: 'The LMSs that are connected, and the registration links that are open',
    answer: platformListView,
    query: platformList.query,
    allow: keepers,
    async handle(scope, { query }) {
      const listed = await listPlatforms(scope, query);
      return platformListPage({ query, ...listed, invitations: await selectInvitations(scope) });
    },
  }),

  get(`${deploymentsPath}/:id`, {
    summary: 'One deployment of an LMS: what both sides know of each other',
    answer: deploymentView,
    params: ById,
    allow: findDeployment,
    handle: async (scope, { row }) => deploymentPage(scope, row),
  }),

  act({ noun: 'suspension', summary: 'Refuses launches of a deployment from now on', perform: suspendDeployment }),
  act({ noun: 'resumption', summary: 'Lets launches of a deployment in again', perform: resumeDeployment }),
];
