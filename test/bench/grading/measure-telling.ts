import { setTimeout as pause } from 'node:timers/promises';
import { placeKind } from '#plugins/assignments';
import { submissionJudged } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import { aGradedClass } from '../../support/lti/a-graded-class.ts';
import { openGradebook } from '../../support/lti/gradebook.ts';
import { quantile, type Report } from '../report.ts';
import { aScratchScope, type Scratch } from '../scratch.ts';

const verdicts = 60;

/** From the commit of a verdict until the platform has the score: both jobs, the grade, and the call. */
export async function measureTelling(scratch: Scratch, report: Report) {
  const gradebook = await openGradebook();
  const app = await scratch.open({ works: true });
  try {
    const scope = await aScratchScope(app);
    const { tokenUrl, lineItemsUrl } = gradebook;
    const subjects = Array.from({ length: verdicts + 1 }, (_, number) => `student-${number}`);
    const place = { tokenUrl, lineItemsUrl, lineItemUrl: gradebook.addColumn().url, subjects };
    const { userIds, ...work } = await aGradedClass(scope, place);
    await app.work();
    const times: number[] = [];
    for (const [index, userId] of userIds.entries()) {
      const submissionId = await handIn(scope, { ...work, userId });
      const started = performance.now();
      await judge(scope, submissionId);
      while (gradebook.posts.length <= index) await pause(1);
      times.push(performance.now() - started);
      await pause(50);
    }
    // The first asks for a token too.
    const usual = times.slice(1);
    report({
      metric: 'from verdict to score accepted, median',
      value: quantile(usual, 0.5),
      unit: 'ms',
      goal: { atMost: 150 },
    });
    report({ metric: 'from verdict to score accepted, p95', value: quantile(usual, 0.95), unit: 'ms', goal: null });
    const twice = gradebook.posts.length - userIds.length;
    report({ metric: 'scores that arrived twice', value: twice, unit: 'scores', goal: { atMost: 0 } });
  } finally {
    await app.stop();
    await gradebook.close();
  }
}

type Work = Pick<Awaited<ReturnType<typeof aGradedClass>>, 'assignmentId' | 'problemId' | 'versionId'> & {
  readonly userId: string;
};

const handIn = (scope: Scope, { assignmentId, problemId, versionId, userId }: Work) =>
  scope.transaction(async ({ em, organization }) => {
    const id = crypto.randomUUID();
    await em.execute(
      `insert into submission (id, organization_id, user_id, problem_id, version_id, language, files, source_hash, receipt,
          accepted_at, place_kind, place_id)
        values (?, ?, ?, ?, ?, 'python', '[]', 'hash', 'receipt', now(), '${placeKind}', ?)`,
      [id, organization.id, userId, problemId, versionId, assignmentId],
    );
    return id;
  });

/** As the pipeline settles it. */
const judge = (scope: Scope, submissionId: string) =>
  scope.transaction(async (inside) => {
    await inside.em.execute(
      `update submission set status = 'ACCEPTED', points = 4, max_points = 4, judged_at = clock_timestamp() where id = ?`,
      [submissionId],
    );
    await inside.emit(submissionJudged, { submissionId, judgement: 1, status: 'ACCEPTED', placeKind: 'assignment' });
  });
