import type { Kernel } from '#src/scope/kernel.ts';
import { keepLooking } from './keep-looking.ts';
import { allJobs, queuesOf } from './queue-name.ts';
import type { Waking } from './wake-workers.ts';

const everyMs = 2_000;

/**
 * Wakes workers for jobs whose time has come without a word: those that were to wait, and those that were announced while nobody
 * listened. One statement for all queues; that a worker of each asked for itself was most of what an idle database had to do.
 */
export function lookForDue({ plugins, queue: { looks }, log }: Kernel, waking: Pick<Waking, 'due'>) {
  const names = allJobs(plugins).flatMap(queuesOf);
  return keepLooking(log, {
    everyMs,
    async look() {
      for (const { name } of await looks.ask<{ readonly name: string }>(query, [names])) waking.due(name);
    },
    otherwise: 'could not see which jobs are due',
  });
}

/** By the conditions of pg-boss's partial indexes. */
const query = `
  select name from unnest($1::text[]) as queue(name) where exists (
    select from pgboss.job j where j.name = queue.name and j.state < 'active' and not j.blocked and j.start_after <= now())`;
