import { ProgrammingError } from '#src/errors.ts';
import { tenantFilter } from '#src/database/tenancy.ts';
import type { Shared } from './shared.ts';
import { inTransaction, openTenant, type TransactionOptions, type UnitOfWork } from './unit-of-work.ts';

/** The open transaction, or a ProgrammingError that says how to open one. */
export function openUnit(unit: UnitOfWork | null) {
  if (!unit)
    throw new ProgrammingError(
      "No transaction is open: work declared as 'steps' opens one for each step with scope.transaction(async (scope) => …).",
    );
  return unit;
}

/** Runs `work` in the open transaction, or in one of its own, and then what waited for the commit. */
export async function transact<R>(
  shared: Shared,
  options: TransactionOptions,
  unit: UnitOfWork | null,
  work: (unit: UnitOfWork) => Promise<R>,
) {
  if (unit) return work(unit);
  shared.transactions.open += 1;
  const { result, afterCommit } = await inTransaction(shared.kernel.orm, options, work).finally(
    () => (shared.transactions.open -= 1),
  );
  for (const task of afterCommit.values()) await runAfterCommit(shared, task);
  return result;
}

/** The rows are committed: what fails now must not look like a failure of them. */
async function runAfterCommit(shared: Shared, task: () => void | Promise<void>) {
  try {
    await task();
  } catch (error) {
    shared.kernel.log.error({ err: error, requestId: shared.origin.requestId }, 'a task after the commit failed');
  }
}

/** Opens the tenant inside an installation's transaction: filter and policies change together, and change back. */
export async function insideTenant<R>(
  unit: UnitOfWork,
  organizationId: string,
  work: (unit: UnitOfWork) => Promise<R>,
) {
  const em = unit.em.fork({ keepTransactionContext: true });
  em.setFilterParams(tenantFilter, { id: organizationId });
  await openTenant(em, organizationId);
  try {
    const result = await work({ ...unit, em, organizationId });
    await em.flush();
    return result;
  } finally {
    // In an aborted transaction this fails too, and nothing more can be read in it anyway.
    await openTenant(em, unit.organizationId).catch(() => undefined);
  }
}
