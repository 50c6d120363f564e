import { setTimeout as sleep } from 'node:timers/promises';
import { freshEntityManager } from '#src/database/open-orm.ts';
import type { Kernel } from '#src/scope/kernel.ts';

export interface Watch {
  /** Something happened in a queue: it is counted anew. */
  readonly touch: (queue: string) => void;
  stop(): Promise<void>;
}

const everyMs = 5_000;

/**
 * Every five seconds pg-boss counts the queues in which something happened, and takes back what a lost worker held. It looks at all
 * others each minute; to do that as often was most of what an idle database had to do.
 */
export function watchOverQueues({ queue: { boss }, orm, log }: Kernel): Watch {
  const touched = new Set<string>();
  const stopping = new AbortController();
  const look = async () => {
    const names = new Set([...touched, ...(await queuesToLookAt(orm))]);
    touched.clear();
    for (const name of names) if (!stopping.signal.aborted) await boss.supervise(name);
  };
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.warn({ err: error }, 'could not look after the job queues'));
      await sleep(everyMs, null, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    touch: (name) => void touched.add(name),
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

/** Where a job gives no sign of life any more or has taken longer than it may, and where jobs wait that nobody has counted. */
async function queuesToLookAt(orm: Kernel['orm']) {
  const rows = await freshEntityManager(orm).execute<{ name: string }[]>(
    `select distinct name from pgboss.job where state = 'active'
     and least(heartbeat_on + heartbeat_seconds * interval '1 s', started_on + expire_seconds * interval '1 s') < now()
     union select name from pgboss.queue q where queued_count = 0
     and exists (select from pgboss.job j where j.name = q.name and j.state < 'active' and not j.blocked)`,
  );
  return rows.map(({ name }) => name);
}
