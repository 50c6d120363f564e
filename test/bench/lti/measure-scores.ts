import { setTimeout as pause } from 'node:timers/promises';
import { sendScore } from '#lti';
import { openGradebook, type Gradebook } from '../../support/lti/gradebook.ts';
import { aClass } from '../../support/lti/a-class.ts';
import type { Report } from '../report.ts';
import { aScratchScope, type Scratch } from '../scratch.ts';

const scores = 1_000;
const mostSeconds = 120;

/** 1,000 scores to a platform that puts half of all calls off for a second: how long, how often, and with how many tokens. */
export async function measureScores(scratch: Scratch, report: Report) {
  const gradebook = await openGradebook();
  const app = await scratch.open({ works: true });
  try {
    const scope = await aScratchScope(app);
    const subjects = Array.from({ length: scores }, (_, number) => `student-${number}`);
    const { url } = gradebook.addColumn();
    const { tokenUrl, lineItemsUrl } = gradebook;
    const { lineItemId, userIds } = await aClass(scope, { tokenUrl, lineItemsUrl, lineItemUrl: url, subjects });
    putOffHalf(gradebook);
    await app.work();
    const started = performance.now();
    await scope.transaction(async (inside) => {
      for (const userId of userIds) await sendScore(inside, aScore(lineItemId, userId));
    });
    const isDone = async () => {
      const [row] = await scope.transaction(({ em }) =>
        em.execute<{ n: number }[]>(`select count(*)::int as n from lti_score where state <> 'sent'`),
      );
      return row!.n === 0;
    };
    while (!(await isDone()) && performance.now() - started < 2 * mostSeconds * 1_000) await pause(250);
    tell(report, gradebook, (performance.now() - started) / 1_000);
  } finally {
    await app.stop();
    await gradebook.close();
  }
}

function tell(report: Report, gradebook: Gradebook, seconds: number) {
  const delivered = new Set(gradebook.posts.map(({ score }) => score.userId)).size;
  const twice = gradebook.posts.length - delivered;
  const calls = gradebook.askedFor(/scores/).length;
  const tokens = gradebook.askedFor(/token/).length;
  report({
    metric: `${scores} scores, half of the calls put off for 1 s`,
    value: seconds,
    unit: 's',
    goal: { atMost: mostSeconds },
  });
  report({ metric: 'scores that did not arrive', value: scores - delivered, unit: 'scores', goal: { atMost: 0 } });
  report({ metric: 'scores that arrived twice', value: twice, unit: 'scores', goal: { atMost: 0 } });
  report({ metric: 'calls for each score', value: calls / scores, unit: 'calls', goal: null });
  report({ metric: 'token requests', value: tokens, unit: 'requests', goal: { atMost: 1 } });
}

/** Every second call, whoever makes it. */
function putOffHalf(gradebook: Gradebook) {
  let calls = 0;
  gradebook.suffer(({ path }) => {
    if (!path.includes('/scores')) return null;
    calls += 1;
    return calls % 2 === 1 ? { status: 429, headers: { 'retry-after': '1' }, body: 'slower, please' } : null;
  });
}

const aScore = (lineItemId: string, userId: string) => ({
  lineItemId,
  userId,
  scoreGiven: 7,
  scoreMaximum: 10,
  activityProgress: 'Completed' as const,
  gradingProgress: 'FullyGraded' as const,
  at: new Date(),
});
