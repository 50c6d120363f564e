import { isOutgoingPaused } from '#src/outgoing/outgoing.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import type { Job } from './job.ts';
import { keepLooking } from './keep-looking.ts';
import { tableOf } from './queue-name.ts';

interface Workers {
  hold(job: Job): Promise<void>;
  letGo(job: Job): Promise<void>;
}

/** Jobs of one kind, and whether they are to wait now. */
interface Reason {
  readonly jobs: readonly Job[];
  applies(): Promise<boolean>;
}

const everyMs = 5_000;

/** Such jobs have workers only once `holdBack` has seen that nothing is against it. */
export const mayBeHeld = ({ outgoing, patient }: Job) => outgoing || patient;

/**
 * Holds jobs back, and lets them go: what leaves the installation while that is paused after a restore, and what is `patient` while a
 * line of people waits for something else. Looks every five seconds, the first time before it returns.
 */
export async function holdBack(kernel: Kernel, jobs: readonly Job[], workers: Workers) {
  const reasons: readonly Reason[] = [
    { jobs: jobs.filter((job) => job.outgoing), applies: () => isOutgoingPaused(kernel.orm) },
    { jobs: jobs.filter((job) => job.patient && !job.outgoing), applies: crowding(kernel, jobs) },
  ];
  // Job by job: where a look fails halfway, the next one does not let go again what is free already.
  const free = new Set<Job>();
  const look = async () => {
    for (const reason of reasons) {
      const isHeld = await reason.applies();
      for (const job of reason.jobs.filter((each) => free.has(each) === isHeld)) {
        await (isHeld ? workers.hold(job) : workers.letGo(job));
        if (isHeld) free.delete(job);
        else free.add(job);
      }
    }
  };
  await look();
  return keepLooking(kernel.log, { everyMs, look, otherwise: 'could not see which jobs have to wait' });
}

/** Few are done within moments, and nobody gains by it if others wait for them. */
const manyJobs = 20;
const patienceMs = 600_000;

/**
 * Whether many wait in line for jobs that are `awaited`; not for longer than patient jobs may be held back. A line that was long is waited
 * out until its last one is done: all that was held back goes at once, and would meet whoever came last.
 */
function crowding({ queue: { looks } }: Kernel, jobs: readonly Job[]): Reason['applies'] {
  const names = jobs.filter((job) => job.awaited).map(({ name }) => name);
  const query = lineOf(names);
  let since: number | null = null;
  return async () => {
    const [line] = await looks.ask<{ readonly waiting: number; readonly unfinished: number }>(query, names);
    const { waiting, unfinished } = line!;
    const isHeld = since !== null && Date.now() - since < patienceMs;
    const isOver = isHeld ? unfinished === 0 : waiting < manyJobs;
    since = isOver ? null : (since ?? Date.now());
    return since !== null && Date.now() - since < patienceMs;
  };
}

/** By the conditions of pg-boss's partial indexes; what has a lower priority than others is not waited for. */
const lineOf = (names: readonly string[]) => `
  select count(*) filter (where state < 'active')::int as waiting, count(*)::int as unfinished
  from (select null::pgboss.job_state as state where false ${names.map((name, index) => `union all ${unfinishedOf(name, `$${index + 1}`)}`).join(' ')}) line`;

const unfinishedOf = (name: string, parameter: string) => `
  (select state from ${tableOf(name)} where name = ${parameter} and state < 'active' and not blocked and priority >= 0 and start_after <= now()
    limit ${manyJobs})
  union all (select state from ${tableOf(name)} where name = ${parameter} and state = 'active' and priority >= 0 limit 1)`;
