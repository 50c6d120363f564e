import type { EntityManager } from '@mikro-orm/postgresql';
import { fromKysely } from 'pg-boss';
import { z } from 'zod';
import type { Kernel } from '#src/scope/kernel.ts';
import type { Job } from './job.ts';

/** pg-boss documents these figures but leaves them out of its types. */
const Answer = z.object({ affected: z.number() });

/** A job as the queue hands it out. `id` and `retryCount` together name the attempt that this worker holds. */
export interface Claim {
  readonly id: string;
  readonly retryCount: number;
  readonly data: unknown;
  readonly signal: AbortSignal;
}

/** Another worker took the job over while it ran here: what was written is rolled back. */
export class LapsedClaim extends Error {
  override readonly name = 'LapsedClaim';
}

/** Completes the attempt that this worker holds, in `em`'s transaction if given. Throws LapsedClaim when it is held no more. */
export async function settle(kernel: Kernel, job: Job, claim: Claim, em?: EntityManager) {
  const held = { id: claim.id, retryCount: claim.retryCount };
  const answer = await kernel.queue.boss.complete(job.name, held, null, em ? { db: fromKysely(em.getKysely()) } : {});
  if (Answer.parse(answer).affected !== 1) throw new LapsedClaim(`${job.name} ${claim.id} is held by another worker`);
}
