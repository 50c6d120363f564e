import type { Kernel } from '#src/scope/kernel.ts';
import { keepLooking } from './keep-looking.ts';
import { allJobs, queuesOf } from './queue-name.ts';

export interface Watch {
  /** Something happened in a queue: it is counted anew. */
  readonly touch: (queue: string) => void;
  stop(): Promise<void>;
}

const everyMs = 5_000;
/** So much in five seconds, and nobody sees whether the figures are of now: counting reads the whole queue. */
const manyTouches = 10;
const pauseWhereMuchHappensMs = 15_000;

/**
 * Every five seconds pg-boss counts the queues in which something happened, and takes back what a lost worker held. It looks at all
 * others every ten minutes; to do that as often was most of what an idle database had to do.
 */
export function watchOverQueues({ queue: { boss, looks }, plugins, log }: Kernel): Watch {
  const touches = new Map<string, number>();
  const countedAt = new Map<string, number>();
  const all = allJobs(plugins).flatMap(queuesOf);
  const isDue = (name: string) =>
    touches.get(name)! < manyTouches || Date.now() - (countedAt.get(name) ?? 0) >= pauseWhereMuchHappensMs;
  const looking = keepLooking(log, {
    everyMs,
    async look() {
      const found = (await looks.ask<{ readonly name: string }>(query, [all])).map(({ name }) => name);
      for (const name of new Set([...[...touches.keys()].filter(isDue), ...found])) {
        touches.delete(name);
        countedAt.set(name, Date.now());
        await boss.supervise(name);
      }
    },
    otherwise: 'could not look after the job queues',
  });
  return {
    touch: (name) => void touches.set(name, (touches.get(name) ?? 0) + 1),
    stop: () => looking.stop(),
  };
}

/** Where a job gives no sign of life any more or has taken longer than it may, and where jobs wait that nobody has counted. */
const query = `
  select queue.name from unnest($1::text[]) as queue(name) where exists (
      select from pgboss.job j where j.name = queue.name and j.state = 'active'
        and least(j.heartbeat_on + j.heartbeat_seconds * interval '1 s', j.started_on + j.expire_seconds * interval '1 s') < now())
    or exists (select from pgboss.queue q where q.name = queue.name and q.queued_count = 0)
      and exists (select from pgboss.job j where j.name = queue.name and j.state < 'active' and not j.blocked)`;
