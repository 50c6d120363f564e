import { z } from 'zod';
import { defineJob, type Job } from '#src/jobs/job.ts';
import { reconcileLineItem } from './reconcile-line-item.ts';
import { releases, releaseScores } from './release-scores.ts';

/** Compares one line item with the LMS; by button, by command, and at night. */
export const reconcileJob: Job<{ lineItemId: string }> = defineJob({
  name: 'lti.reconcileLineItem',
  data: z.object({ lineItemId: z.uuid() }),
  work: 'steps',
  retries: 4,
  concurrency: 4,
  groupConcurrency: 2,
  run: (scope, { lineItemId }) => reconcileLineItem(scope, lineItemId),
});

const spreadMs = 2 * 3_600_000;

/** At night, every line item for which something was wanted within half a year; not all of them at the same minute. */
export const reconcileAll = defineJob({
  name: 'lti.reconcileScores',
  schedule: '20 1 * * *',
  data: z.object({}),
  async run(scope) {
    const items = await scope.em.execute<{ id: string; registration: string }[]>(
      `select li.id, d.registration_id as registration from lti_line_item li join lti_deployment d on d.id = li.deployment_id
        where li.organization_id = ? and li.gone_at is null and exists (
          select from lti_score s where s.line_item_id = li.id and s.scored_at > now() - interval '180 days')`,
      [scope.organization.id],
    );
    const from = scope.now().getTime();
    for (const { id, registration } of items)
      await scope.enqueue(
        reconcileJob,
        { lineItemId: id },
        { group: registration, startAfter: new Date(from + Math.random() * spreadMs) },
      );
  },
});

/** All scores of a column that an act is for: a big course is more than a request should wait for. */
export const releaseColumnJob = defineJob({
  name: 'lti.releaseScores',
  data: z.object({ lineItemId: z.uuid(), release: z.enum(releases) }),
  async run(scope, { lineItemId, release }) {
    await releaseScores(scope, release, { lineItemId });
  },
});
