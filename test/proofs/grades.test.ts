import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { placeKind, selectAssignmentRules, selectAttempts, selectProblems } from '#plugins/assignments';
import { gradeOf } from '#plugins/grading';
import { submitSource } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp, root, testDatabase } from '../support/app.ts';
import { canvas } from '../support/lms/flavours/canvas.ts';
import { aGradedClass } from '../support/lti/a-graded-class.ts';
import { spawnLms } from '../support/lti/spawn-lms.ts';
import { spawnWorker } from '../support/spawn-worker.ts';

const isLong = process.env.ASSAY_LONG === '1';
const plan = isLong ? { people: 50, each: 10, kills: 6 } : { people: 6, each: 3, kills: 2 };
const folder = path.join(root, '.data', `test-${process.pid}-grades`);
const programs = ['print(', 'print(3)', 'print(sum(map(int, input().split())))'];

interface TheirGrade {
  readonly columnId: string;
  readonly personId: string;
  readonly score: number | null;
  readonly attempts: number;
}

it(
  `${plan.people * plan.each} submissions, ${plan.kills} workers and the LMS killed meanwhile: every grade in the LMS is that of ledger and policy, nothing twice [G-01][G-02]`,
  async () => {
    const { appUrl } = await testDatabase(`assay_grades_${process.pid}`);
    mkdirSync(folder, { recursive: true });
    const app = await openTestApp({ databaseUrl: appUrl, environment: { EXECUTIONS_PER_MINUTE: '100000' } });
    const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
    const file = path.join(folder, 'lms.json');
    const options = { file, members: plan.people, toolOrigin: `http://127.0.0.1:${port}` };
    let lms = await spawnLms({ ...options, port: 0 });
    const scope = await aScope(app);
    const place = await openPlace(scope, lms);
    for (let turn = 0; turn < plan.each; turn += 1)
      for (const [index, userId] of place.userIds.entries())
        await handIn(scope, { ...place, userId, code: programs[(turn + index) % programs.length]! });

    let worker = await spawnWorker(appUrl);
    const all = plan.people * plan.each;
    for (let turn = 0; turn < plan.kills; turn += 1) {
      const enough = ((turn + Math.random()) * all) / plan.kills;
      await whileMoving(
        () => countJudged(scope),
        (judged) => judged >= enough,
      );
      await sleep(Math.random() * 1_000);
      worker.child.kill('SIGKILL');
      await lms.kill();
      [worker, lms] = await Promise.all([
        spawnWorker(appUrl),
        sleep(500).then(() => spawnLms({ ...options, port: Number(new URL(lms.address).port) })),
      ]);
    }
    await whileMoving(
      () => countOpen(scope, place),
      (open) => open === 0,
    );

    const { grades } = JSON.parse(readFileSync(file, 'utf8')) as { readonly grades: readonly TheirGrade[] };
    const theirs = grades.filter(({ columnId, score }) => columnId === lms.column && score !== null);
    for (const person of await ours(scope, place)) {
      const held = theirs.filter(({ personId }) => canvas.subject(personId) === person.subject);
      expect({ person: person.subject, theirs: held.map(({ score }) => score) }).toEqual({
        person: person.subject,
        theirs: [person.byPolicy],
      });
      expect(person).toMatchObject({ stored: person.byPolicy, wanted: person.byPolicy, told: person.byPolicy });
      // Each attempt that counted for a while may have been told as a new one, and none of them twice.
      expect(held[0]!.attempts).toBeLessThanOrEqual(plan.each);
    }
    expect(await countTwice(scope)).toBe(0);

    worker.child.kill('SIGKILL');
    await lms.kill();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  isLong ? 7_200_000 : 1_200_000,
);

type Place = Awaited<ReturnType<typeof openPlace>>;

function openPlace(scope: Scope, lms: Awaited<ReturnType<typeof spawnLms>>) {
  const lineItemsUrl = `${lms.address}/api/lti/courses/${lms.course}/line_items`;
  return aGradedClass(scope, {
    tokenUrl: `${lms.address}/token`,
    lineItemsUrl,
    lineItemUrl: `${lineItemsUrl}/${lms.column}`,
    issuer: lms.issuer,
    clientId: lms.clientId,
    productFamily: 'canvas',
    subjects: Array.from({ length: plan.people }, (_, index) => canvas.subject(String(1001 + index))),
  });
}

const handIn = (
  scope: Scope,
  {
    userId,
    assignmentId,
    problemId,
    code,
  }: Pick<Place, 'assignmentId' | 'problemId'> & { userId: string; code: string },
) =>
  scope.transaction((inside) => {
    const acting: Scope = {
      ...inside,
      em: inside.em,
      actor: { kind: 'user', id: userId, roles: new Set(['learner']) },
      transaction: (work) => work(acting),
    };
    return submitSource(acting, { problemId, language: 'python', code, place: { kind: placeKind, id: assignmentId } });
  });

const one = (scope: Scope, query: string, ...values: readonly unknown[]) =>
  scope.transaction(
    async ({ em }) => {
      const [row] = await em.execute<{ n: number }[]>(query, values);
      return row!.n;
    },
    { readOnly: true },
  );

const countJudged = (scope: Scope) =>
  one(scope, `select count(*)::int as n from submission where status not in ('PENDING', 'RUNNING')`);

/** Until the count is there. A busy machine takes its time; nothing stands still for five minutes. */
async function whileMoving(count: () => Promise<number>, isThere: (count: number) => boolean) {
  let [before, last] = [-1, Date.now()];
  for (;;) {
    const now = await count();
    if (isThere(now)) return;
    if (now !== before) [before, last] = [now, Date.now()];
    if (Date.now() - last > 300_000) throw new Error(`It stands still at ${now}.`);
    await sleep(100);
  }
}

/** What is not judged, counted or graded yet, and each score that has not arrived. */
const countOpen = (scope: Scope, { userIds }: Place) =>
  one(
    scope,
    `select ((select count(*) from submission where status in ('PENDING', 'RUNNING'))
      + (select count(*) from work_progress where waiting > 0) + (select count(*) from lti_score where state <> 'sent')
      + (select ?::int - count(*) from lti_score)
      + (select count(*) from pgboss.job where name in ('grading.gradeJudged', 'grading.recordJudged', 'lti.sendScore')
        and state in ('created', 'active', 'retry')))::int as n`,
    userIds.length,
  );

/** What the policy gives, and what grade, wish and ledger say. */
async function ours(scope: Scope, { userIds, assignmentId }: Place) {
  return scope.transaction(
    async (inside) =>
      Promise.all(
        userIds.map(async (userId) => {
          const of = { assignmentId, userId };
          const rules = (await selectAssignmentRules(inside, of))!;
          const problems = await selectProblems(inside, assignmentId);
          const { points } = gradeOf(await selectAttempts(inside, of), { ...rules, problems });
          const [row] = await inside.em.execute<{ subject: string; stored: number; wanted: number; told: number }[]>(
            `select i.subject, g.points::float8 as stored, s.score_given as wanted, (select e.score_given from lti_score_event e
                where e.score_id = s.id and e.kind in ('delivered', 'found') order by e.created_at desc limit 1) as told
              from grade g join identity i on i.user_id = g.user_id and i.kind = 'lti' join lti_score s on s.user_id = g.user_id
              where g.user_id = ?`,
            [userId],
          );
          return { ...row!, byPolicy: points! };
        }),
      ),
    { readOnly: true },
  );
}

/** People who have two grades, two scores, or the record of one problem twice. */
const countTwice = (scope: Scope) =>
  one(
    scope,
    `select ((select count(*) - count(distinct user_id) from grade) + (select count(*) - count(distinct user_id) from lti_score)
      + (select count(*) - count(distinct user_id) from work_progress)
      + (select count(*) from (select send_id from lti_score_event where kind = 'delivered' group by 1 having count(*) > 1) t))::int as n`,
  );
