import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { freshEntityManager } from '#src/database/open-orm.ts';
import { beginNow, Opening } from '#src/database/begin-with-first.ts';
import { rememberClient, sendPrepared, type Connection } from '#src/database/prepared.ts';
import { tenantFilter, tenantSetting } from '#src/database/tenancy.ts';
import { ProgrammingError } from '#src/errors.ts';

/** One open transaction, with the organization set in it. */
export interface UnitOfWork {
  readonly em: EntityManager;
  /** Throws ProgrammingError before the first statement of a transaction that `joinsFirst`. */
  readonly now: Date;
  /** See `begun`. */
  begun(): Promise<void>;
  readonly organizationId: string | null;
  /** In order; what is to happen once has a name. */
  readonly afterCommit: Map<string | symbol, () => void | Promise<void>>;
}

export interface TransactionOptions {
  readonly organizationId: string | null;
  readonly readOnly?: boolean;
  /** Begins in one message with the first statement of `work`, which saves a round trip; the clock is read by then. */
  readonly joinsFirst?: boolean;
}

/** Runs `work` in one transaction whose beginning names the organization and reads the clock. Rolls back when it throws. */
export async function inTransaction<R>(
  orm: MikroORM,
  options: TransactionOptions,
  work: (unit: UnitOfWork) => Promise<R>,
) {
  const em = freshEntityManager(orm);
  const { organizationId, readOnly = false, joinsFirst = false } = options;
  if (organizationId) em.setFilterParams(tenantFilter, { id: organizationId });
  const afterCommit: UnitOfWork['afterCommit'] = new Map();
  // Not `transactional`: it forks the entity manager once more, which every request would pay.
  await em.begin({ readOnly });
  const unanswered: Promise<unknown>[] = [];
  // In the order in which it was sent: what failed first made the others fail.
  const answers = async () => {
    for (const answer of unanswered) await answer;
  };
  try {
    const clock = await open(em, organizationId, unanswered);
    if (!joinsFirst) await clock.begun();
    const result = await work(Object.assign(clock, { em, organizationId, afterCommit }));
    await em.commit();
    await answers();
    return { result, afterCommit };
  } catch (error) {
    // Behind a statement that failed, COMMIT has rolled back.
    if (em.isInTransaction()) await em.rollback();
    await answers();
    throw error;
  }
}

/** Names the organization and reads the clock with the first statement, or with `begun`. */
async function open(
  em: EntityManager,
  organizationId: string | null,
  unanswered: Promise<unknown>[],
): Promise<Pick<UnitOfWork, 'now' | 'begun'>> {
  let now: Date | null = null;
  const text = `select set_config('${tenantSetting}', ${pg.escapeLiteral(organizationId ?? '')}, true), transaction_timestamp() as now`;
  const opening = new Opening(text, (row) => (now = new Date((row as { now: Date | string }).now)));
  const transaction = em.getTransactionContext<Connection>()!;
  await sendPrepared(transaction, opening as never, []);
  rememberClient(transaction, opening.client!, unanswered);
  return {
    get now() {
      if (!now) throw new ProgrammingError('The clock of this transaction is read with its first statement.');
      return now;
    },
    begun: async () => void (now ?? (await sendPrepared(transaction, beginNow as never, []))),
  };
}

/** Names the organization for row-level security until the transaction ends; returns `transaction_timestamp()`. */
export async function openTenant(em: EntityManager, organizationId: string | null) {
  const [row] = await em.execute<{ now: Date | string }[]>(
    `select set_config('${tenantSetting}', ?, true), transaction_timestamp() as now`,
    [organizationId ?? ''],
  );
  return new Date(row!.now);
}
