import { ProgrammingError } from '#src/errors.ts';
import { installationScope, tenantScope } from './open-scope.ts';
import type { InstallationScope, Scope } from './scope.ts';
import { behind } from './shared.ts';
import { openUnit } from './transact.ts';

/**
 * Runs `work` as whoever `scope` acts for, in the transaction that is open `inside`, both of one organization: many short reads share
 * one. Throws ProgrammingError for two organizations, and where no transaction is open.
 */
export async function joinTransaction<S extends Scope | InstallationScope, R>(
  scope: S,
  inside: Scope | InstallationScope,
  work: (scope: S) => Promise<R>,
): Promise<R> {
  const [own, open] = [behind.get(scope), behind.get(inside)];
  if (!own || !open || scope.organization?.id !== inside.organization?.id)
    throw new ProgrammingError('Only a Scope of the same organization joins a transaction.');
  const { shared } = own;
  const unit = openUnit(open.unit);
  const { organization } = scope;
  const joined = organization ? tenantScope(shared, organization, unit) : installationScope(shared, unit);
  shared.transactions.open += 1;
  try {
    return await work(joined as S);
  } finally {
    shared.transactions.open -= 1;
  }
}
