import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { freshEntityManager } from '#src/database/open-orm.ts';
import { tenantFilter, tenantSetting } from '#src/database/tenancy.ts';

/** One open transaction, with the organization set in it. */
export interface UnitOfWork {
  readonly em: EntityManager;
  readonly now: Date;
  readonly organizationId: string | null;
  /** In order; what is to happen once has a name. */
  readonly afterCommit: Map<string | symbol, () => void | Promise<void>>;
}

export interface TransactionOptions {
  readonly organizationId: string | null;
  readonly readOnly?: boolean;
}

/** Runs `work` in one transaction whose first statement names the organization and reads the clock. Rolls back when it throws. */
export async function inTransaction<R>(
  orm: MikroORM,
  options: TransactionOptions,
  work: (unit: UnitOfWork) => Promise<R>,
) {
  const em = freshEntityManager(orm);
  const { organizationId, readOnly = false } = options;
  if (organizationId) em.setFilterParams(tenantFilter, { id: organizationId });
  const afterCommit: UnitOfWork['afterCommit'] = new Map();
  // Not `transactional`: it forks the entity manager once more, which every request would pay.
  await em.begin({ readOnly });
  try {
    const result = await work({ em, now: await openTenant(em, organizationId), organizationId, afterCommit });
    await em.commit();
    return { result, afterCommit };
  } catch (error) {
    await em.rollback();
    throw error;
  }
}

/** Names the organization for row-level security until the transaction ends; returns `transaction_timestamp()`. */
export async function openTenant(em: EntityManager, organizationId: string | null) {
  const [row] = await em.execute<{ now: Date | string }[]>(
    `select set_config('${tenantSetting}', ?, true), transaction_timestamp() as now`,
    [organizationId ?? ''],
  );
  return new Date(row!.now);
}
