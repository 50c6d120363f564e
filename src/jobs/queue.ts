import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { idleTimeoutMillis, prepareLooks } from '#src/database/pooled-client.ts';
import { answeredAtCommit, prepared } from '#src/database/prepared.ts';
import { ProgrammingError } from '#src/errors.ts';
import type { Actor } from '#src/scope/actor.ts';
import { accountable } from '#src/scope/actor.ts';
import type { Envelope } from './envelope.ts';
import type { EnqueueOptions, Job } from './job.ts';
import { openLooks, type Looks } from './looks.ts';

export interface Sending<D> {
  readonly job: Job<D>;
  readonly data: D;
  readonly organizationId: string | null;
  readonly actor: Actor;
  readonly requestId: string;
  /** Of the open transaction, or of none to send at once. */
  readonly em: EntityManager;
  readonly options?: EnqueueOptions | undefined;
}

export interface JobQueue {
  readonly boss: PgBoss;
  readonly looks: Looks;
  send<D>(sending: Sending<D>): Promise<void>;
  stop(options: { readonly graceful: boolean }): Promise<void>;
}

interface Options {
  readonly url: string;
  /** Whether this process also works: it then keeps time and retries lost jobs. */
  readonly works: boolean;
  readonly log: Logger;
  readonly connections: number;
}

const schema = 'pgboss';

/** Where pg-boss announces a queue's name as soon as a job in it can begin. */
export const jobsChannel = `pgboss_${createHash('sha224').update(schema).digest('hex').slice(0, 24)}`;

/** Opens pg-boss as the role that owns nothing: schema and queues were made by `migrate`. */
export async function openJobQueue(options: Options): Promise<JobQueue> {
  const { url, log } = options;
  const boss = new PgBoss(bossOptions(options));
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue met an error and goes on'));
  boss.on('warning', (warning) => log.info({ warning }, 'the job queue noticed something'));
  await boss.start();
  const looks = openLooks(url, log);
  return {
    boss,
    looks,
    async send({ job, data, organizationId, actor, requestId, em, options: how = {} }) {
      if ((job.per === 'organization') !== (organizationId !== null)) throw wrongScope(job);
      const envelope: Envelope = {
        organizationId,
        onBehalfOf: accountable(actor),
        requestId,
        data: job.data.parse(data),
      };
      const { startAfter, priority, group } = how;
      await boss.send(job.name, envelope, {
        ...(startAfter ? { startAfter } : {}),
        ...(priority === undefined ? {} : { priority }),
        ...(group ? { group: { id: group } } : {}),
        db: databaseOf(em),
      });
    },
    async stop({ graceful }) {
      await looks.close();
      await boss.stop({ graceful, timeout: 20_000, close: true });
    },
  };
}

/** A transaction goes on without waiting for its jobs, and asks for nothing of what they became. */
const databaseOf = (em: EntityManager) =>
  em.isInTransaction() ? { executeSql: sendIn(em) } : fromKysely(em.getKysely());

const sendIn =
  (em: EntityManager) =>
  (text: string, values: unknown[] = []) => {
    answeredAtCommit(em, prepared(em, text, values));
    return Promise.resolve({ rows: [{}] });
  };

const bossOptions = ({ url, works, connections }: Options) => ({
  connectionString: url,
  schema,
  application_name: 'assay jobs',
  max: connections,
  idleTimeoutMillis,
  // Which job was taken and which is done: lost with a database that fails, it is done once more. Jobs are sent on other connections.
  options: '-c synchronous_commit=off -c plan_cache_mode=force_generic_plan',
  // pg-boss hands what it does not know over to the pool.
  onConnect: prepareLooks,
  migrate: false,
  createSchema: false,
  supervise: works,
  schedule: works,
  // All workers of a queue would look for each job that is announced: see `wakeWorkers`.
  useListenNotify: false,
  // Five statements for each of a hundred queues, all at once: those in which something happens are looked at more often
  // (`watchOverQueues`).
  superviseIntervalSeconds: 600,
  monitorIntervalSeconds: 4,
  // No job waits for another by pg-boss's own means.
  flowIntervalSeconds: 86_400,
  reindex: false,
  monitorVacuum: false,
});

function wrongScope(job: Job) {
  return new ProgrammingError(
    job.per === 'organization'
      ? `${job.name} acts inside one organization: enqueue it from a Scope of that organization (scope.within).`
      : `${job.name} belongs to the installation: enqueue it from an installation's Scope.`,
  );
}
