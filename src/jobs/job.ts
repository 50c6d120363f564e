import type { z } from 'zod';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';

/** `read` and `write` run in one transaction; `steps` has none open and opens `scope.transaction` for each step. */
export type Work = 'read' | 'write' | 'steps';

export interface Run {
  /** Aborted when the process stops or when another worker has taken the job over. */
  readonly signal: AbortSignal;
  /** 1 for the first try. */
  readonly attempt: number;
}

interface Common<D> {
  /** `plugin.verbNoun`, unique in the application; also the name of the queue. */
  readonly name: string;
  readonly data: z.ZodType<D>;
  /** How often it is tried again before it is kept as failed. Default 5, with growing pauses. */
  readonly retries?: number;
  /** The longest pause between two tries, in seconds. Default 600. */
  readonly longestPauseSeconds?: number;
  /** Default `write`: what the job wrote and the fact that it is done are committed together, so its effect happens once. */
  readonly work?: Work;
  /** When it runs by itself: a cron line, in UTC. */
  readonly schedule?: string;
  /** How many run at once in one process. Default 10. */
  readonly concurrency?: number;
  /** At most so many of one `group` run at once in the whole installation. */
  readonly groupConcurrency?: number;
  /** Seconds after which a run counts as lost. Default 300. */
  readonly expireInSeconds?: number;
  /** Something leaves the installation (a mail, a score): held back while outgoing work is paused after a restore. */
  readonly outgoing?: boolean;
  /** People look on until it is done. */
  readonly awaited?: boolean;
  /** Begins a moment after it was announced, and is held back from when many jobs that are `awaited` stand in line until none does, for ten minutes at most. */
  readonly patient?: boolean;
}

interface OrganizationJob<D> extends Common<D> {
  /** Default `organization`: acts as the system inside one; a schedule makes one job for each. */
  readonly per?: 'organization';
  run(scope: Scope, data: D, run: Run): Promise<void>;
  /** Runs when the last try has failed. */
  gaveUp?(scope: Scope, data: D): Promise<void>;
}

interface InstallationJob<D> extends Common<D> {
  /** Belongs to no organization: its Scope has no tenant tables. */
  readonly per: 'installation';
  run(scope: InstallationScope, data: D, run: Run): Promise<void>;
  gaveUp?(scope: InstallationScope, data: D): Promise<void>;
}

interface Defaults {
  readonly retries: number;
  readonly longestPauseSeconds: number;
  readonly work: Work;
  readonly per: 'organization' | 'installation';
  readonly concurrency: number;
  readonly expireInSeconds: number;
  readonly outgoing: boolean;
  readonly awaited: boolean;
  readonly patient: boolean;
}

/** A job as the kernel sees it. `never` in its data keeps anything but `enqueue` from making payloads. */
export type Job<D = never> = Omit<Common<D>, keyof Defaults | 'data'> &
  Defaults & {
    readonly data: z.ZodType;
    run(scope: never, data: D, run: Run): Promise<void>;
    gaveUp?(scope: never, data: D): Promise<void>;
  };

const defaults: Defaults = {
  retries: 5,
  longestPauseSeconds: 600,
  work: 'write',
  per: 'organization',
  concurrency: 10,
  expireInSeconds: 300,
  outgoing: false,
  awaited: false,
  patient: false,
};

/** Declares a job. Runs at least once; each run first checks that there is still something to do. */
export const defineJob = <D>(job: OrganizationJob<D> | InstallationJob<D>): Job<D> => ({ ...defaults, ...job });

export interface EnqueueOptions {
  readonly startAfter?: Date;
  /** Jobs of one group share `groupConcurrency`: the name of whoever should not crowd out the others. */
  readonly group?: string;
  /** Higher runs earlier. */
  readonly priority?: number;
}
