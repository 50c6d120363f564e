import type { JobResult } from 'pg-boss';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import type { Claim } from './claim.ts';
import { Envelope } from './envelope.ts';
import type { Job } from './job.ts';
import { scopeFor } from './perform-job.ts';

/** The last try of a job has failed: it may leave a state that somebody can see. The failed job itself stays, to be tried again by hand. */
export async function performGaveUp(kernel: Kernel, job: Job, claim: Claim): Promise<JobResult> {
  try {
    const envelope = Envelope.parse(claim.data);
    const data = job.data.parse(envelope.data) as never;
    const scope = await scopeFor(kernel, job, envelope);
    if (job.work === 'steps') await job.gaveUp?.(scope as never, data);
    else await scope.transaction(async (inside: Scope | InstallationScope) => job.gaveUp?.(inside as never, data));
    return { id: claim.id, status: 'completed' };
  } catch (error) {
    kernel.log.error({ err: error, job: job.name, jobId: claim.id }, 'a job could not say that it gave up');
    return { id: claim.id, status: 'failed', output: { message: String(error) } };
  }
}
