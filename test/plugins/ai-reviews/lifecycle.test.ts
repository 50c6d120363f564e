import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rejudgeSubmission } from '#plugins/submissions';
import type { App } from '#src/app.ts';
import { AiReview } from '../../../plugins/ai-reviews/ai-review.entity.ts';
import { reviewJudged } from '../../../plugins/ai-reviews/writing/begin-review.ts';
import { catchUpJob } from '../../../plugins/ai-reviews/writing/catch-up.ts';
import { claimReview } from '../../../plugins/ai-reviews/writing/claim-review.ts';
import { endWithBasic } from '../../../plugins/ai-reviews/writing/end-with-basic.ts';
import { settleReview } from '../../../plugins/ai-reviews/writing/settle-review.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { html } from '../../support/web.ts';
import { addressOf, judgedWork, pointsOf, reviewsOf, write } from './judged-work.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await addressOf(app);
});
afterAll(() => app.stop());

const pageOf = async (id: string, headers: Record<string, string>, language = 'en') =>
  (
    await fetch(`${address}/submissions/${id}`, { headers: { ...html, ...headers, 'accept-language': language } })
  ).text();

describe('a review from the tests', () => {
  it('is always there, without any model, and says what is good, what to look at, and where [H1-33, CON-32]', async () => {
    const scope = await aScope(app);
    const stderr =
      'Traceback (most recent call last):\n  File "main.py", line 2, in <module>\nZeroDivisionError: division by zero\n';
    const work = await judgedWork(scope, { code: 'numbers = [0]\nprint(1 / numbers[0])\n', verdict: 'ERROR', stderr });
    const [review, ...more] = await write(scope, work.id);
    expect(more).toEqual([]);
    expect(review).toMatchObject({
      state: 'COMPLETE',
      tier: 'basic',
      occasion: 'judged',
      costMicros: 0,
      sent: null,
      model: null,
    });
    expect(review!.content).toMatchObject({
      scores: { correctness: 0, efficiency: null },
      suggestions: [
        {
          file: 'main.py',
          lineStart: 2,
          currentCode: 'print(1 / numbers[0])',
          explanation: { key: 'ai-reviews.basic.fault.divisionByZero' },
        },
      ],
    });
    expect(await pointsOf(scope, work.id)).toEqual({ points: 0, status: 'ERROR', reviewStatus: 'COMPLETE' });
    const page = await pageOf(work.id, work.headers);
    expect(page).toContain('Something is divided by zero.');
    expect(page).toContain('data-line="2" data-file="main.py"');
    expect(page).not.toContain('Ask the model');
    expect(await pageOf(work.id, work.headers, 'de')).toContain('Etwas wird durch null geteilt.');
  });

  it('names the line of a compiler, and what to try where only hidden tests fail', async () => {
    const scope = await aScope(app);
    const compileOutput = '  File "main.py", line 1\n    print((1\n         ^\nSyntaxError: \'(\' was never closed\n';
    const broken = await judgedWork(scope, { code: 'print((1', verdict: 'COMPILATION_ERROR', compileOutput });
    const [review] = await write(scope, broken.id);
    expect(review!.content).toMatchObject({
      summary: { key: 'ai-reviews.basic.summary.compilationError' },
      strengths: [],
      suggestions: [{ lineStart: 1, explanation: { key: 'ai-reviews.basic.fault.syntax' } }],
    });
    const wrong = await judgedWork(scope, { code: 'print(3)', verdict: 'FAILED' });
    expect(JSON.stringify((await write(scope, wrong.id))[0]!.content)).not.toContain('1000002');
  });
});

describe('of every judging', () => {
  it('there is one review, however often it is told and whoever writes at once [H1-05]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    await scope.transaction((inside) => reviewJudged(inside, work.id, 1));
    await Promise.all([write(scope, work.id), write(scope, work.id), write(scope, work.id)]);
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'basic' }]);
  });

  it('only the last run has a word: one that was thought dead says nothing any more', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const [{ id }] = (await reviewsOf(scope, work.id)) as [AiReview];
    const lost = (await claimReview(scope, id))!;
    const [written] = await write(scope, work.id);
    await settleReview(scope, lost, {
      kind: 'written',
      tier: 'model',
      content: { ...written!.content!, summary: 'Too late.' },
      sent: null,
      passedOver: [],
      usage: { model: 'late', promptTokens: 1, completionTokens: 1, costMicros: 1 },
    });
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ tier: 'basic', model: null }]);
  });

  it('what was lost between two jobs is found again, and what failed again and again ends with the tests [H1-33]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    await scope.transaction(async ({ em }) => {
      await em.execute('delete from ai_review where submission_id = ?', [work.id]);
      await em.execute(`update submission set judged_at = now() - interval '1 hour' where id = ?`, [work.id]);
    });
    await scope.transaction((inside) =>
      catchUpJob.run(inside as never, {}, { signal: AbortSignal.timeout(9_000), attempt: 1 }),
    );
    const [review] = (await reviewsOf(scope, work.id)) as [AiReview];
    expect(review.state).toBe('WAITING');
    await endWithBasic(scope, review.id);
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'basic' }]);
  });

  it('judged anew, an accepted one keeps its review and another end gets another; the old one stays for figures [CON-38]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    await write(scope, work.id);
    const judge = async (judgement: number, status: string) => {
      await rejudgeSubmission(scope, work.id);
      await scope.transaction(async (inside) => {
        await inside.em.execute('update submission set status = ? where id = ?', [status, work.id]);
        await reviewJudged(inside, work.id, judgement);
      });
      return write(scope, work.id);
    };
    expect(await judge(2, 'ACCEPTED')).toMatchObject([{ state: 'COMPLETE', judgement: 2 }]);
    expect(await judge(3, 'FAILED')).toMatchObject([
      { state: 'SUPERSEDED', judgement: 2 },
      { state: 'COMPLETE', judgement: 3, verdict: 'FAILED' },
    ]);
  });

  it('a review that even the tests cannot give is a failure that its page shows and that can be tried again [CON-30]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const [{ id }] = (await reviewsOf(scope, work.id)) as [AiReview];
    // Nothing can be read of a program that is no list of files.
    await scope.transaction(({ em }) => em.execute(`update submission set files = '{}' where id = ?`, [work.id]));
    await scope.transaction(({ em }) =>
      em.execute(`update submission set status = 'COMPILATION_ERROR', compile_output = 'a.py:1: x' where id = ?`, [
        work.id,
      ]),
    );
    await endWithBasic(scope, id);
    expect(await pointsOf(scope, work.id)).toMatchObject({ reviewStatus: 'FAILED' });
    const page = await pageOf(work.id, work.headers);
    expect(page).toContain('The review could not be written.');
    expect(page).toContain('Try again');
    await scope.transaction(({ em }) => em.execute(`update submission set files = '[]' where id = ?`, [work.id]));
    const again = await fetch(`${address}/api/v1/submissions/${work.id}/review`, {
      method: 'POST',
      headers: work.headers,
    });
    expect(again.status).toBe(202);
    expect(await write(scope, work.id)).toMatchObject([{ state: 'COMPLETE', tier: 'basic' }]);
  });
});
