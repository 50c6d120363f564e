import type { EntityManager } from '@mikro-orm/postgresql';
import type { JobResult } from 'pg-boss';
import type { Kernel } from '#src/scope/kernel.ts';
import { openInstallationScope, openScope } from '#src/scope/open-scope.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { LapsedClaim, settle, type Claim } from './claim.ts';
import { Envelope } from './envelope.ts';
import type { Job, Run } from './job.ts';
import { makeOneForEach } from './make-one-for-each.ts';

/** Runs one claimed job to its end and says how it went; never throws. */
export async function performJob(kernel: Kernel, job: Job, claim: Claim): Promise<JobResult> {
  const started = performance.now();
  const outcome = await attempt(kernel, job, claim);
  const ms = performance.now() - started;
  kernel.metrics.jobFinished(job.name, outcome.status, ms);
  if (outcome.status === 'completed') kernel.log.debug({ job: job.name, jobId: claim.id, ms }, 'job done');
  return outcome;
}

async function attempt(kernel: Kernel, job: Job, claim: Claim): Promise<JobResult> {
  const { id } = claim;
  const log = kernel.log.child({ job: job.name, jobId: id });
  try {
    const envelope = Envelope.safeParse(claim.data);
    if (!envelope.success)
      return { id, status: 'deadletter', output: { message: 'The envelope of this job cannot be read.' } };
    if (envelope.data.forEach) await makeOneForEach(kernel, job, claim);
    else {
      const data = job.data.safeParse(envelope.data.data);
      if (!data.success)
        return {
          id,
          status: 'deadletter',
          output: { message: `The data of this job do not fit ${job.name} any more: ${data.error.message}` },
        };
      await run(kernel, job, claim, envelope.data, data.data as never);
    }
    return { id, status: 'completed' };
  } catch (error) {
    if (error instanceof LapsedClaim) return { id, status: 'completed' };
    log.warn({ err: error, attempt: claim.retryCount + 1, of: job.retries + 1 }, 'job failed');
    return { id, status: 'failed', output: failure(error) };
  }
}

async function run(kernel: Kernel, job: Job, claim: Claim, envelope: Envelope, data: never) {
  const how: Run = { signal: claim.signal, attempt: claim.retryCount + 1 };
  const scope = await scopeFor(kernel, job, envelope);
  switch (job.work) {
    case 'write':
      // The effect and the fact that it is done commit together: a worker killed here has done both or neither.
      return scope.transaction(async (inside: Scope | InstallationScope) => {
        await job.run(inside as never, data, how);
        await inside.em.flush();
        await settle(kernel, job, claim, inside.em as EntityManager);
      });
    case 'read':
      await scope.transaction((inside: Scope | InstallationScope) => job.run(inside as never, data, how), {
        readOnly: true,
      });
      return settle(kernel, job, claim);
    case 'steps':
      // Taken one by one: the queue completes it with what is returned here, and passes over a claim that has lapsed.
      return job.run(scope as never, data, how);
  }
}

/** The job acts as the system; for whom is remembered for the audit only. */
export async function scopeFor(kernel: Kernel, job: Job, envelope: Envelope) {
  const opening = {
    actor: { kind: 'system', onBehalfOf: envelope.onBehalfOf },
    origin: { requestId: envelope.requestId, job: job.name },
  } as const;
  if (job.per === 'installation') return openInstallationScope(kernel, opening);
  return openScope(kernel, await kernel.tenants.find(envelope.organizationId ?? ''), opening);
}

const failure = (error: unknown) =>
  error instanceof Error
    ? { name: error.name, message: error.message.slice(0, 2000), stack: error.stack?.slice(0, 4000) }
    : { message: String(error).slice(0, 2000) };
