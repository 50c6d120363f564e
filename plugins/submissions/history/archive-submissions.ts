import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionSettings } from '../settings.ts';

/** Rows in one transaction, so that nobody waits for it. */
const atOnce = 500;

/**
 * Takes from old submissions what is large and of no use any more: what programs and compilers wrote, and from where they were
 * handed in. Source, verdict, points and receipt stay [F1-23].
 */
export const archiveSubmissions = defineJob({
  name: 'submissions.archiveSubmissions',
  schedule: '50 2 * * *',
  work: 'steps',
  data: z.object({}),
  async run(scope) {
    const days = scope.settings(submissionSettings).SUBMISSION_OUTPUT_DAYS;
    if (days === undefined) return;
    while ((await archiveSome(scope, days)) === atOnce);
  },
});

const archiveSome = (scope: Scope, days: number): Promise<number> =>
  scope.transaction(async ({ em, organization }) => {
    const [row] = await em.execute<{ archived: number }[]>(
      `with old as (
          select id from submission where organization_id = ? and archived_at is null and judged_at < now() - make_interval(days => ?)
          order by judged_at limit ${atOnce} for update skip locked),
        outputs as (
          update test_run set stdout = null, stderr = null, line = null, words = null from old where submission_id = old.id),
        archived as (
          update submission set archived_at = now(), compile_output = null, ip = null, user_agent = null
          from old where submission.id = old.id returning submission.id)
        select count(*)::int as archived from archived`,
      [organization.id, days],
    );
    return row!.archived;
  });
