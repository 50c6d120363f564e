import { z } from 'zod';
import { operators } from '#src/http/allow.ts';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page, redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { retryJobs } from '#src/jobs/retry-jobs.ts';
import { countJobs, selectJobs } from '#src/jobs/select-jobs.ts';
import { countQueues, installationJobs, keepers, organizationJobs, sumOf } from './live-counts.ts';
import { jobLists, jobsView } from './jobs-view.ts';

const ById = z.object({ id: idOf('job') });
const Queue = z.object({ queue: z.string().max(100).optional().describe('Only jobs of this name') });

/** What runs, waits and has failed, and one more try for what has. */
export const jobRoutes = [
  get('/admin/jobs', {
    summary: "The organization's jobs that run, wait or have failed",
    answer: jobsView,
    query: Queue,
    allow: keepers,
    async handle({ em, organization }, { query }) {
      const of = { organizationId: organization.id, ...named(query) };
      return page(jobsView, {
        counts: await countJobs(em, organization.id),
        queues: [],
        ...(await jobLists((state) => selectJobs(em, { ...of, states: [state], limit: 100 }))),
        live: livePath([topicAddress(organizationJobs, {})]),
        path: '/admin/jobs',
      });
    },
  }),

  post('/admin/jobs/:id/retrial', {
    summary: 'Tries a failed job of the organization again',
    params: ById,
    async allow(scope, { id }) {
      if (!(await keepers(scope))) return null;
      const only = { id, organizationId: scope.organization.id, states: ['failed'], limit: 1 } as const;
      return (await selectJobs(scope.em, only))[0];
    },
    async handle(scope, { row }) {
      await retryJobs(scope, [row]);
      return redirect('/admin/jobs');
    },
  }),

  get('/operator/jobs', {
    summary: 'Every job of the installation that runs, waits or has failed, by queue',
    tenant: 'none',
    answer: jobsView,
    query: Queue,
    allow: operators,
    async handle(scope, { query }) {
      const queues = await countQueues(scope);
      return page(jobsView, {
        counts: sumOf(queues),
        queues,
        ...(await jobLists((state) => selectJobs(scope.em, { ...named(query), states: [state], limit: 100 }))),
        live: livePath([topicAddress(installationJobs, {})], 'none'),
        path: '/operator/jobs',
      });
    },
  }),

  post('/operator/jobs/:id/retrial', {
    summary: 'Tries a failed job again',
    tenant: 'none',
    params: ById,
    async allow(scope, { id }) {
      if (!(await operators(scope))) return null;
      return (await selectJobs(scope.em, { id, states: ['failed'], limit: 1 }))[0];
    },
    async handle(scope, { row }) {
      await retryJobs(scope, [row]);
      return redirect('/operator/jobs');
    },
  }),
];

const named = ({ queue }: z.output<typeof Queue>) => (queue ? { names: [queue] } : {});
