import type { PgBoss } from 'pg-boss';
import type { Notifications } from '#src/database/notifications.ts';
import { jobsChannel } from './queue.ts';

interface Announced {
  readonly queue: { readonly boss: Pick<PgBoss, 'notifyWorker'> };
  readonly notifications: Pick<Notifications, 'on'>;
}

/** Which workers look for an announced job, in this process. */
export interface Waking {
  /** A worker of the queue, as pg-boss calls it; it is woken so many milliseconds after a job was announced. Default 0. */
  add(queue: string, worker: string, afterMs?: number): void;
  /** Its workers ended. */
  forget(queue: string): void;
  /** The time of a job of the queue has come. */
  due(queue: string): void;
  /** A worker has found jobs. With `more` there may be others, and another worker looks. */
  begins(queue: string, worker: string, more: boolean): void;
  ends(queue: string, worker: string): void;
}

interface Queue {
  readonly workers: string[];
  readonly afterMs: number;
  readonly busy: Set<string>;
  /** Announced since a worker began the last time. */
  announced: number;
  /** Announced while all were busy: who ends first looks again. */
  isOwed: boolean;
}

/** Whether there is a second job is looked at when the first has begun: looking would make whoever waits for that wait. */
const otherAfterMs = 20;

/**
 * One worker looks for one announced job. pg-boss itself wakes all workers of a queue, and six statements of which five find nothing
 * keep the one that finds the job waiting. `heard` is told of each announcement.
 */
export function wakeWorkers({ queue: { boss }, notifications }: Announced, heard: (queue: string) => void): Waking {
  const queues = new Map<string, Queue>();
  notifications.on(jobsChannel, (name) => {
    heard(name);
    const queue = queues.get(name);
    if (!queue) return;
    queue.announced += 1;
    wakeOne(boss, queue, queue.afterMs);
  });
  // What was announced while nobody listened is not announced again.
  notifications.on('listening', () => {
    for (const { workers } of queues.values()) for (const worker of workers) boss.notifyWorker(worker);
  });
  return {
    add(name, worker, afterMs = 0) {
      const queue = queues.get(name) ?? { workers: [], afterMs, busy: new Set(), announced: 0, isOwed: false };
      queue.workers.push(worker);
      queues.set(name, queue);
    },
    forget: (name) => void queues.delete(name),
    due(name) {
      const queue = queues.get(name);
      if (queue) wakeOne(boss, queue, 0);
    },
    begins(name, worker, more) {
      const queue = queues.get(name);
      if (!queue) return;
      queue.busy.add(worker);
      // A second announcement may have met the one that was about to find the first job.
      if (more || queue.announced > 1) wakeOne(boss, queue, otherAfterMs);
      queue.announced = 0;
    },
    ends(name, worker) {
      const queue = queues.get(name);
      queue?.busy.delete(worker);
      if (!queue?.isOwed) return;
      queue.isOwed = false;
      boss.notifyWorker(worker);
    },
  };
}

function wakeOne(boss: Announced['queue']['boss'], queue: Queue, afterMs: number) {
  const wake = () => {
    const idle = queue.workers.find((worker) => !queue.busy.has(worker));
    if (idle) boss.notifyWorker(idle);
    else queue.isOwed = true;
  };
  if (afterMs === 0) wake();
  else setTimeout(wake, afterMs).unref();
}
