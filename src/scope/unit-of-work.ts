import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { freshEntityManager } from '#src/database/open-orm.ts';
import { tenantFilter, tenantSetting } from '#src/database/tenancy.ts';

/** One open transaction, with the organization set in it. */
export interface UnitOfWork {
  readonly em: EntityManager;
  readonly now: Date;
  readonly organizationId: string | null;
  readonly afterCommit: (() => void | Promise<void>)[];
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
  const fork = freshEntityManager(orm);
  if (options.organizationId) fork.setFilterParams(tenantFilter, { id: options.organizationId });
  const afterCommit: UnitOfWork['afterCommit'] = [];
  const result = await fork.transactional(
    async (em) =>
      work({
        em: em,
        now: await openTenant(em as EntityManager, options.organizationId),
        organizationId: options.organizationId,
        afterCommit,
      }),
    { readOnly: options.readOnly ?? false },
  );
  return { result, afterCommit };
}

/** Names the organization for row-level security until the transaction ends; returns `transaction_timestamp()`. */
export async function openTenant(em: EntityManager, organizationId: string | null) {
  const [row] = await em.execute<{ now: Date | string }[]>(
    `select set_config('${tenantSetting}', ?, true), transaction_timestamp() as now`,
    [organizationId ?? ''],
  );
  return new Date(row!.now);
}
