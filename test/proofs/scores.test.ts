import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { sendScore } from '#lti';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp, root, testDatabase } from '../support/app.ts';
import { canvas } from '../support/lms/flavours/canvas.ts';
import { aClass } from '../support/lti/a-class.ts';
import { spawnLms } from '../support/lti/spawn-lms.ts';
import { spawnWorker } from '../support/spawn-worker.ts';

const isLong = process.env.ASSAY_LONG === '1';
const plan = isLong ? { scores: 500, kills: 4 } : { scores: 120, kills: 1 };
const folder = path.join(root, '.data', `test-${process.pid}-scores`);

interface Grade {
  readonly columnId: string;
  readonly personId: string;
  readonly score: number | null;
  readonly attempts: number;
}

it(
  `${plan.scores} scores, ${plan.kills} workers killed, the LMS killed meanwhile: it has what the ledger says, none as two attempts [B-02]`,
  async () => {
    const { appUrl } = await testDatabase(`assay_scores_${process.pid}`);
    mkdirSync(folder, { recursive: true });
    const app = await openTestApp({ databaseUrl: appUrl });
    const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
    const file = path.join(folder, 'lms.json');
    const options = { file, members: plan.scores, toolOrigin: `http://127.0.0.1:${port}` };
    let lms = await spawnLms({ ...options, port: 0 });
    const scope = await aScope(app);
    const lineItemId = await wantScores(scope, lms);

    let worker = await spawnWorker(appUrl);
    for (let turn = 0; turn < plan.kills; turn += 1) {
      await eventually(async () => (await counted(scope)).sent >= ((turn + 1) * plan.scores) / (plan.kills + 3), 60);
      worker.child.kill('SIGKILL');
      await lms.kill();
      [worker, lms] = await Promise.all([
        spawnWorker(appUrl),
        sleep(700).then(() => spawnLms({ ...options, port: Number(new URL(lms.address).port) })),
      ]);
    }
    await eventually(async () => (await counted(scope)).sent === plan.scores, isLong ? 300 : 120);

    const { grades } = JSON.parse(readFileSync(file, 'utf8')) as { readonly grades: readonly Grade[] };
    const held = grades.filter(({ columnId, score }) => columnId === lms.column && score !== null);
    const theirs = held.map(({ personId, score }) => `${canvas.subject(personId)}: ${score}`);
    const ours = (await ledger(scope, lineItemId)).map(({ subject, given }) => `${subject}: ${given * 10}`);
    expect(theirs.toSorted()).toEqual(ours.toSorted());
    expect(held.filter(({ attempts }) => attempts > 1)).toEqual([]);
    // Only what was under way at a kill may have gone again as no attempt: two lanes, of the worker and of the LMS.
    expect(held.filter(({ attempts }) => attempts === 0).length).toBeLessThanOrEqual(plan.kills * 4);

    worker.child.kill('SIGKILL');
    await lms.kill();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  isLong ? 600_000 : 240_000,
);

/** Each person another value out of 10, of a submission of their own. */
async function wantScores(scope: Scope, lms: Awaited<ReturnType<typeof spawnLms>>) {
  const lineItems = `${lms.address}/api/lti/courses/${lms.course}/line_items`;
  const { lineItemId, userIds } = await aClass(scope, {
    tokenUrl: `${lms.address}/token`,
    lineItemsUrl: lineItems,
    lineItemUrl: `${lineItems}/${lms.column}`,
    issuer: lms.issuer,
    clientId: lms.clientId,
    productFamily: 'canvas',
    subjects: Array.from({ length: plan.scores }, (_, index) => canvas.subject(String(1001 + index))),
  });
  const at = new Date();
  await scope.transaction(async (inside) => {
    for (const [index, userId] of userIds.entries())
      await sendScore(inside, {
        lineItemId,
        userId,
        scoreGiven: index % 11,
        scoreMaximum: 10,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        submittedAt: at,
        at,
      });
  });
  return lineItemId;
}

const counted = (scope: Scope) =>
  scope.transaction(
    async ({ em }) => {
      const [row] = await em.execute<{ sent: number; failed: string | null }[]>(
        `select count(*) filter (where state = 'sent')::int as sent,
          max(reason || ' ' || coalesce(words, '')) filter (where state = 'failed') as failed from lti_score`,
      );
      if (row!.failed !== null) throw new Error(`a score failed: ${row!.failed}`);
      return row!;
    },
    { readOnly: true },
  );

/** What the ledger says that the LMS took last, or was found to have. */
const ledger = (scope: Scope, lineItemId: string) =>
  scope.transaction(
    ({ em }) =>
      em.execute<{ subject: string; given: number }[]>(
        `select distinct on (s.id) i.subject, e.score_given as given from lti_score s
          join lti_score_event e on e.score_id = s.id and e.kind in ('delivered', 'found')
          join identity i on i.user_id = s.user_id and i.kind = 'lti'
          where s.line_item_id = ? order by s.id, e.created_at desc`,
        [lineItemId],
      ),
    { readOnly: true },
  );
