import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { forgetProgramsJob } from '../../../plugins/ai-reviews/earlier/forget-programs.ts';
import { AiReviewRules } from '../../../plugins/ai-reviews/organization/review-rules.entity.ts';
import { makeVersion } from '../../../plugins/problems/publishing/make-version.ts';
import { Problem } from '../../../plugins/problems/problem.entity.ts';
import { aScope } from '../../support/app.ts';
import { answers, goodAnswer } from '../../support/model-server.ts';
import { aProblem, sums } from '../../support/problem-factories.ts';
import { html } from '../../support/web.ts';
import { judgedWork, write } from './judged-work.ts';
import { openReviewing, type ModelServer, type Reviewing } from './open-reviewing.ts';
import { goingAnotherWay, hers, hersLikewise, hersRenamed } from './like-programs.ts';

let app: App;
let address: string;
let server: ModelServer;
let close: Reviewing['close'];
beforeAll(async () => {
  ({ app, address, server, close } = await openReviewing());
});
afterAll(() => close());
beforeEach(() => {
  server.behave(answers(aboutHers));
  server.asked.length = 0;
});

/** Half of it speaks of what only her program has. */
const aboutHers = {
  ...goodAnswer,
  summary: 'The program keeps `zebra_best` while it walks.',
  strengths: ['It goes through the numbers once.', 'The remark of uncle Bob explains the idea.'],
  improvements: ['Say what should come out where there is one number only.', 'Rename zebra_best.'],
  suggestions: [
    {
      file: 'main.py',
      lineStart: 13,
      lineEnd: 14,
      suggestedCode: '        zebra_best = max(zebra_best, quokka)',
      explanation: 'Here the built-in function says the same in one line.',
    },
    { file: 'main.py', lineStart: 2, lineEnd: 2, suggestedCode: null, explanation: 'The `lemur` is read twice.' },
  ],
};

const post = (path: string, headers: Record<string, string>) =>
  fetch(`${address}/api/v1${path}`, { method: 'POST', headers });

/** Which her program passes: the code of suggestions is run with the sample. */
const rises = [
  { id: 'one', name: 'Three', visibility: 'sample' as const, stdin: '1 2 3\n', expected: '3\n' },
  { id: 'two', name: 'Two', visibility: 'hidden' as const, stdin: '5 6 1\n', expected: '2\n' },
];

/** Her work, reviewed by the model, and whoever comes after her to the same problem. */
async function afterHer(code: string, made: { readonly scope?: Scope; readonly problemId?: string } = {}) {
  const scope = made.scope ?? (await aScope(app));
  const problemId = made.problemId ?? (await aProblem(scope, { tests: rises })).id;
  const first = await judgedWork(scope, { code: hers, problemId });
  expect((await write(scope, first.id))[0]).toMatchObject({ tier: 'model' });
  server.asked.length = 0;
  const work = await judgedWork(scope, { code, problemId: first.problemId });
  const [review] = await write(scope, work.id);
  return { scope, first, work, review: review! };
}

const nothingOfHers = ['zebra', 'quokka', 'lemur', 'uncle', 'Bob'];

describe('a review of the same program', () => {
  it('is said again without a question, at the lines of this one and with nothing of the other [H1-08, H1-09]', async () => {
    const { review, work } = await afterHer(hersRenamed);
    expect(server.asked).toEqual([]);
    expect(review).toMatchObject({
      state: 'COMPLETE',
      tier: 'exact',
      model: null,
      costMicros: 0,
      promptTokens: 0,
      sent: null,
      askedModelAt: null,
      passedOver: [],
      content: {
        summary: { key: 'ai-reviews.basic.summary.accepted' },
        strengths: ['It goes through the numbers once.'],
        improvements: ['Say what should come out where there is one number only.'],
        suggestions: [
          {
            lineStart: 18,
            lineEnd: 19,
            currentCode: '        if here > top:\n            top = here',
            suggestedCode: null,
          },
        ],
        scores: { correctness: 100, efficiency: 90, codeQuality: null },
      },
    });
    expect(review.tookMs).toBeGreaterThanOrEqual(0);
    for (const theirs of nothingOfHers) expect(JSON.stringify(review.content)).not.toContain(theirs);
    const page = await (
      await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...work.headers } })
    ).text();
    expect(page).toContain('From the same program');
    expect(page).toContain('A language model wrote this about a program like yours');
  });

  it('is whole where it is the same letter by letter', async () => {
    const { review } = await afterHer(hers);
    expect(review).toMatchObject({ tier: 'exact', content: { summary: aboutHers.summary } });
    expect(review.content!.suggestions).toHaveLength(2);
  });

  it('leaves the model to those who ask for it all the same', async () => {
    const { scope, work } = await afterHer(hersRenamed);
    expect((await post(`/submissions/${work.id}/review`, work.headers)).status).toBe(202);
    expect((await write(scope, work.id)).at(-1)).toMatchObject({ state: 'COMPLETE', tier: 'model' });
    expect(server.asked).toHaveLength(1);
  });

  it('is not that of another organization, another version or thirty days ago, nor where no model is wanted [CON-35]', async () => {
    const [here, elsewhere] = [await aScope(app), await aScope(app)];
    const { first } = await afterHer(hersRenamed, { scope: here });
    const again = async (scope: Scope, problemId: string) => {
      const { id } = await judgedWork(scope, { code: hersRenamed, problemId });
      return (await write(scope, id))[0]!.tier;
    };
    expect(await again(here, first.problemId)).toBe('exact');
    expect(await again(elsewhere, (await aProblem(elsewhere)).id)).toBe('model');
    await here.transaction(({ em, organization }) => em.execute(older, [organization.id]));
    expect(await again(here, first.problemId)).toBe('model');
    await here.transaction((inside) => forgetProgramsJob.run(inside as never, {}, {} as never));
    expect(await again(here, first.problemId)).toBe('exact');
    await here.transaction(async (inside) => {
      const problem = await inside.em.findOneOrFail(Problem, { id: first.problemId });
      await makeVersion(inside, problem, sums({ limits: { timeMs: 1_000 } }), null);
    });
    expect(await again(here, first.problemId)).toBe('model');
    expect(await again(here, first.problemId)).toBe('exact');
    await here.transaction(async ({ em }) => void em.create(AiReviewRules, { ...withoutModel } as never));
    expect(await again(here, first.problemId)).toBe('basic');
  });

  it('is not that of one whose functions have changed their names, where the judge calls them by these', async () => {
    const scope = await aScope(app);
    const called = { functionName: 'solve', parameters: [{ name: 'a', type: 'int' }], returns: 'int' };
    const test = { id: 'one', name: 'One', kind: 'function' as const, visibility: 'sample' as const };
    const tests = [{ ...test, arguments: '[1]', expected: '2' }];
    const { id: problemId } = await aProblem(scope, { harness: called, tests });
    const solving = (solve: string, other: string) =>
      `def ${solve}(a):\n    return a + 1\n\n\ndef ${other}(a):\n    return a - 1\n`;
    server.behave(answers(goodAnswer));
    const tierOf = async (code: string) =>
      (await write(scope, (await judgedWork(scope, { code, problemId })).id))[0]!.tier;
    expect(await tierOf(solving('solve', 'back'))).toBe('model');
    expect(await tierOf(solving('back', 'solve'))).toBe('model');
    expect(await tierOf(solving('solve', 'undo'))).toBe('exact');
  });
});

describe('of programs that fail', () => {
  const failing = async (scope: Scope, code: string, problemId?: string, verdict: 'FAILED' | 'ERROR' = 'FAILED') => {
    const work = await judgedWork(scope, { code, verdict, ...(problemId && { problemId }) });
    return { ...work, reviews: await write(scope, work.id) };
  };

  it('the same gets at once what a model said, if the same tests failed in the same way; a similar one does not [CON-32]', async () => {
    const scope = await aScope(app);
    const first = await failing(scope, hers);
    expect(first.reviews).toMatchObject([{ tier: 'basic', passedOver: [] }]);
    expect((await post(`/submissions/${first.id}/review`, first.headers)).status).toBe(202);
    expect((await write(scope, first.id)).at(-1)).toMatchObject({ tier: 'model', state: 'COMPLETE' });
    server.asked.length = 0;
    expect((await failing(scope, hersRenamed, first.problemId)).reviews).toMatchObject([{ tier: 'exact' }]);
    expect((await failing(scope, hersRenamed, first.problemId, 'ERROR')).reviews).toMatchObject([{ tier: 'basic' }]);
    expect((await failing(scope, hersLikewise, first.problemId)).reviews).toMatchObject([{ tier: 'basic' }]);
    const passing = await judgedWork(scope, { code: hersRenamed, problemId: first.problemId });
    expect(server.asked).toEqual([]);
    expect(await write(scope, passing.id)).toMatchObject([{ tier: 'model' }]);
  });
});

describe('a review of a similar program', () => {
  it('is taken for one that goes the same way, at its lines and with nothing of the other [H1-08, H1-11]', async () => {
    const { review } = await afterHer(hersLikewise);
    expect(server.asked).toEqual([]);
    expect(review).toMatchObject({
      tier: 'similar',
      costMicros: 0,
      content: {
        strengths: ['It goes through the numbers once.'],
        suggestions: [{ currentCode: '        if run > best:\n            best = run', suggestedCode: null }],
      },
    });
    const [{ lineStart } = { lineStart: 0 }] = review.content!.suggestions;
    expect(hersLikewise.split('\n')[lineStart - 1]).toBe('        if run > best:');
    for (const theirs of nothingOfHers) expect(JSON.stringify(review.content)).not.toContain(theirs);
  });

  it('is not taken for one that goes another way [H1-11]', async () => {
    expect((await afterHer(goingAnotherWay)).review).toMatchObject({ tier: 'model' });
  });

  it('is not taken where too little would remain of it', async () => {
    server.behave(
      answers({
        ...aboutHers,
        strengths: ['`zebra_best` is kept.'],
        improvements: ['Rename it.', 'No `quokka` is needed.'],
      }),
    );
    expect((await afterHer(hersLikewise)).review).toMatchObject({ tier: 'model' });
  });
});

const older = `update reviewed_program set created_at = now() - interval '31 days' where organization_id = ?`;

const withoutModel = {
  usesModel: false,
  wantsConsent: false,
  mostPerPersonDay: 5,
  mostPerMonth: 50,
  budgetCents: null,
};
