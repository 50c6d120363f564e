import { z } from 'zod';
import { operators } from '#src/http/allow.ts';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { selectHealth } from './select-health.ts';

const Counts = z.object({ running: z.int(), waiting: z.int(), failed: z.int() });

const healthView = view(
  'organizations/operator/health',
  z.object({
    isReady: z.boolean(),
    reasons: z.array(z.string()),
    degraded: z.array(z.object({ name: z.string(), what: z.string() })),
    version: z.string(),
    node: z.string(),
    postgresql: z.string(),
    since: z.iso.datetime(),
    outgoingPausedAt: z.iso.datetime().nullable(),
    /** Jobs that send mails and have failed for good. */
    mailsFailed: z.int(),
    jobs: Counts,
    queues: z.array(Counts.extend({ name: z.string() })),
  }),
);

const overviewView = view(
  'organizations/operator/overview',
  z.object({ organizations: z.int(), operators: z.int(), jobs: Counts, isPaused: z.boolean() }),
);

/** What runs, and how well. */
export const healthRoutes = [
  get('/operator', {
    tenant: 'none',
    summary: 'The installation at a glance',
    answer: overviewView,
    allow: operators,
    async handle({ em }) {
      const [row] = await em.execute<{ organizations: number; operators: number; paused: boolean }[]>(
        `select (select count(*)::int from organization) as organizations,
           (select count(*)::int from operator where suspended_at is null) as operators,
           (select outgoing_paused_at is not null from installation) as paused`,
      );
      const [jobs] = await em.execute<z.output<typeof Counts>[]>(
        `select coalesce(sum(active_count), 0)::int as running, coalesce(sum(queued_count), 0)::int as waiting,
           coalesce(sum(failed_count), 0)::int as failed from pgboss.queue where name not like '\\_\\_pgboss%'`,
      );
      const { organizations, operators: people, paused } = row!;
      return page(overviewView, { organizations, operators: people, isPaused: paused, jobs: jobs! });
    },
  }),

  get('/operator/health', {
    tenant: 'none',
    work: 'steps',
    summary: 'Whether this process is ready, what is degraded, and what its queues hold',
    answer: healthView,
    allow: operators,
    handle: async (scope) => page(healthView, await selectHealth(scope)),
  }),
];
