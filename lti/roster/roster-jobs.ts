import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import { readRoster } from './read-roster.ts';

const mostTries = 3;

/** One context's roster, now. By night what fails for a while is tried again; by day somebody sees it, and has a button. */
export const readRosterJob = defineJob({
  name: 'lti.readRoster',
  work: 'steps',
  concurrency: 4,
  retries: mostTries - 1,
  expireInSeconds: 600,
  data: z.object({ contextId: z.uuid(), isNightly: z.boolean() }),
  run: (scope, { contextId, isNightly }, { signal, attempt }) =>
    readRoster(scope, contextId, { signal, comesAgain: isNightly && attempt < mostTries }),
});

const due = `
  select c.id from lti_context c
  where c.memberships_url is not null
    and exists (select from lti_membership m where m.context_id = c.id and m.launched_at > now() - interval '60 days')
  order by c.id`;

const nightMs = 2 * 3_600_000;

/** Every night, of courses in which somebody was during the last 60 days; spread over two hours, so that no LMS has all at once. */
export const readRosters = defineJob({
  name: 'lti.readRosters',
  schedule: '23 1 * * *',
  data: z.object({}),
  async run(scope) {
    const contexts = await scope.em.execute<{ readonly id: string }[]>(due);
    for (const [place, { id: contextId }] of contexts.entries()) {
      const startAfter = new Date(Date.now() + (nightMs * place) / contexts.length);
      await scope.enqueue(readRosterJob, { contextId, isNightly: true }, { startAfter });
    }
  },
});
