import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { keepers } from '../admin/keepers.ts';
import { deploymentsPath, lmsPath } from '../admin/places.ts';
import { selectDeployment } from '../admin/select-deployment.ts';
import { selectSelfTest } from './select-self-test.ts';
import { selfTestFormPage, selfTestFormView, selfTestPage, selfTestView } from './self-test-views.ts';
import { startSelfTest } from './start-self-test.ts';

const OfDeployment = z.object({ id: idOf('ltiDeployment') });
const findDeployment = async (scope: Scope, { id }: { readonly id: string }) =>
  (await keepers(scope)) ? selectDeployment(scope, id) : null;

/** Whether everything that is asked of an LMS works, tried by its administrator. */
export const selfTestRoutes = [
  get(`${deploymentsPath}/:id/self-tests/new`, {
    summary: 'The form for a self-test of an LMS: what it writes there, in which course and for whom',
    answer: selfTestFormView,
    params: OfDeployment,
    query: z.object({ context: z.uuid().optional() }),
    allow: findDeployment,
    handle: async (scope, { row, query }) => selfTestFormPage(scope, row, query.context ?? null),
  }),

  post(`${deploymentsPath}/:id/self-tests`, {
    summary: 'Begins a self-test of an LMS, which writes a column with one score there and takes both away',
    params: OfDeployment,
    body: z.object({ context: z.uuid(), subject: z.string().max(255) }),
    allow: findDeployment,
    async handle(scope, { row, body }) {
      const { context: contextId, subject } = body;
      const id = await startSelfTest(scope, { deployment: row.deployment, contextId, subject });
      return redirect(`${lmsPath}/self-tests/${id}`);
    },
    again: async (scope, { row }, form) => selfTestFormPage(scope, row, String(form.values.context), form),
  }),

  get(`${lmsPath}/self-tests/:id`, {
    summary: 'A self-test: what the LMS answered to each step',
    answer: selfTestView,
    params: z.object({ id: idOf('ltiSelfTest') }),
    allow: async (scope, { id }) => ((await keepers(scope)) ? selectSelfTest(scope, id) : null),
    handle: async (_scope, { row }) => selfTestPage(row),
  }),
];
