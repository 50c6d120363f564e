import type { EntityManager } from '@mikro-orm/postgresql';
import { fromKysely } from 'pg-boss';
import { audit } from '#src/audit/audit.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';

/** Gives failed jobs one more try, soon, and remembers who wanted that. What has not failed stays as it is. */
export async function retryJobs(
  scope: Scope | InstallationScope,
  failed: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  const retry = async ({ em }: Scope | InstallationScope) => {
    const db = fromKysely((em as EntityManager).getKysely());
    for (const [name, jobs] of Map.groupBy(failed, (job) => job.name))
      await scope.queue.boss.retry(
        name,
        jobs.map(({ id }) => id),
        { db },
      );
  };
  await (scope.organization === null ? scope.transaction(retry) : scope.transaction(retry));
  await audit(scope, { action: 'jobs.retried', payload: { ids: failed.map(({ id }) => id) } });
}
