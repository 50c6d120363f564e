import { z } from 'zod';
import { defineEvent, on } from '#src/events.ts';
import { defineJob } from '#src/jobs/job.ts';
import { Sample } from './sample.entity.ts';

/** Writes one row; fails while the row's text says so. */
export const writeSample = defineJob({
  name: 'sample.writeSample',
  data: z.object({ text: z.string() }),
  retries: 1,
  async run(scope, { text }) {
    scope.em.create(Sample, { text: `written: ${text}` } as never);
    if (text.startsWith('fail')) throw new Error(`told to fail: ${text}`);
  },
  async gaveUp(scope, { text }) {
    scope.em.create(Sample, { text: `gave up: ${text}` } as never);
  },
});

/** Writes one row after a while, so that something can happen in between. */
export const takeYourTime = defineJob({
  name: 'sample.takeYourTime',
  data: z.object({ text: z.string() }),
  async run(scope, { text }) {
    scope.em.create(Sample, { text });
    await scope.em.flush();
    await scope.em.execute('select pg_sleep(0.03)');
  },
});

/** One of a group at a time: somebody's many do not hold up somebody else's one. */
export const oneOfAGroup = defineJob({
  name: 'sample.oneOfAGroup',
  data: z.object({ text: z.string() }),
  groupConcurrency: 1,
  concurrency: 2,
  async run(scope, { text }) {
    scope.em.create(Sample, { text });
    await scope.em.execute('select pg_sleep(0.02)');
  },
});

export const sampleSteps = defineJob({
  name: 'sample.takeSteps',
  data: z.object({ text: z.string() }),
  work: 'steps',
  retries: 0,
  async run(scope, { text }) {
    await scope.transaction(async (scope) => {
      scope.em.create(Sample, { text: `first step: ${text}` } as never);
    });
    if (text === 'touch em outside') scope.em.create(Sample, { text } as never);
    await scope.transaction(async (scope) => {
      scope.em.create(Sample, { text: `second step: ${text}` } as never);
    });
  },
});

const listeners = new Set<(sentAt: number) => void>();

/** Calls `heard` at the first line of every `noOp` that runs in this process. */
export function hearNoOps(heard: (sentAt: number) => void) {
  listeners.add(heard);
  return { stop: () => void listeners.delete(heard) };
}

export const noOp = defineJob({
  name: 'sample.doNothing',
  data: z.object({ sentAt: z.number() }),
  concurrency: 20,
  async run(_scope, { sentAt }) {
    for (const heard of listeners) heard(sentAt);
  },
});

export const ofTheInstallation = defineJob({
  name: 'sample.ofTheInstallation',
  per: 'installation',
  data: z.object({}),
  async run(scope) {
    await scope.em.execute('select 1');
  },
});

export const leavesTheInstallation = defineJob({
  name: 'sample.leaveTheInstallation',
  outgoing: true,
  data: z.object({ text: z.string() }),
  async run(scope, { text }) {
    scope.em.create(Sample, { text: `went out: ${text}` } as never);
  },
});

export const sampleTold = defineEvent('sample.told', z.object({ text: z.string() }));

export const subscriptions = [
  on(sampleTold, {
    name: 'sample.hearFirst',
    run: async (scope, { text }) => void scope.em.create(Sample, { text: `first heard: ${text}` } as never),
  }),
  on(sampleTold, {
    name: 'sample.hearSecond',
    wants: ({ text }) => !text.startsWith('for the first'),
    run: async (scope, { text }) => void scope.em.create(Sample, { text: `second heard: ${text}` } as never),
  }),
];
