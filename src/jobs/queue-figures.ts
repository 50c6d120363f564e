import { freshEntityManager } from '#src/database/open-orm.ts';
import type { Kernel } from '#src/scope/kernel.ts';

interface Row {
  readonly job: string;
  readonly ready: number;
  readonly deferred: number;
  readonly active: number;
  readonly failed: number;
}

/** Adds to the metrics how many jobs of each kind wait, run and have failed, as pg-boss last counted them [T1-12]. */
export function addQueueFigures({ metrics, orm }: Kernel) {
  metrics.gauge({
    name: 'assay_jobs',
    help: 'Jobs by name and state, as counted every few seconds by a worker',
    labels: ['job', 'state'],
    async read() {
      const rows = await freshEntityManager(orm).execute<Row[]>(
        `select name as job, greatest(queued_count - deferred_count, 0) as ready, deferred_count as deferred, active_count as active, failed_count as failed
         from pgboss.queue where name not like '\\_\\_pgboss%'`,
      );
      return rows.flatMap(({ job, ...states }) =>
        Object.entries(states).map(([state, value]) => ({ labels: { job, state }, value })),
      );
    },
  });
}
