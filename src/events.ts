import type { z } from 'zod';
import { defineJob, type Job } from './jobs/job.ts';
import type { Scope } from './scope/scope.ts';

/** Something that happened, told to whoever subscribes. Named `noun.pastParticiple`. */
export interface DomainEvent<D> {
  readonly name: string;
  readonly data: z.ZodType<D>;
}

export interface Subscription {
  readonly event: string;
  readonly job: Job;
  wants(data: unknown): boolean;
}

export const defineEvent = <D>(name: string, data: z.ZodType<D>): DomainEvent<D> => ({ name, data });

interface Subscriber<D> {
  /** `plugin.verbNoun`: the subscriber is a job of that name, so one slow or failing listener never holds up another. */
  readonly name: string;
  readonly work?: 'read' | 'write' | 'steps';
  readonly retries?: number;
  /** Begins a moment later, and is held back while many jobs that people wait for stand in line. */
  readonly patient?: boolean;
  /** What does not concern it makes no job; without this everything does. */
  readonly wants?: (data: D) => boolean;
  run(scope: Scope, data: D): Promise<void>;
}

/** Subscribes to an event: one job, made in the emitter's transaction. */
export const on = <D>(event: DomainEvent<D>, { wants = () => true, ...subscriber }: Subscriber<D>): Subscription => ({
  event: event.name,
  wants,
  job: defineJob({ ...subscriber, data: event.data }),
});
