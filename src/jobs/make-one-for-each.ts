import { fromKysely } from 'pg-boss';
import type { Kernel } from '#src/scope/kernel.ts';
import { inTransaction } from '#src/scope/unit-of-work.ts';
import { settle, type Claim } from './claim.ts';
import type { Envelope } from './envelope.ts';
import type { Job } from './job.ts';

/** A schedule has come due: one job for every organization, made in the transaction that ends this one. */
export async function makeOneForEach(kernel: Kernel, job: Job, claim: Claim) {
  await inTransaction(kernel.orm, { organizationId: null }, async ({ em }) => {
    const organizations = await em.execute<{ id: string }[]>('select id from organization order by id');
    const envelopes = organizations.map(({ id }): { data: Envelope } => ({
      data: { organizationId: id, onBehalfOf: null, requestId: `schedule ${claim.id}`, data: {} },
    }));
    if (envelopes.length > 0) await kernel.queue.boss.insert(job.name, envelopes, { db: fromKysely(em.getKysely()) });
    await settle(kernel, job, claim, em);
  });
}
