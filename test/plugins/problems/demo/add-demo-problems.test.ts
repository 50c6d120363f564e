import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readStatement } from '#plugins/problems';
import type { App } from '#src/app.ts';
import { markdown } from '#src/markdown/markdown.ts';
import type { Scope } from '#src/scope/scope.ts';
import { sealContent } from '../../../../plugins/problems/content/seal-content.ts';
import { currentVersionOf } from '../../../../plugins/problems/current-version.ts';
import { addDemoProblems } from '../../../../plugins/problems/demo/add-demo-problems.ts';
import { demoSlugs, readDemoProblem } from '../../../../plugins/problems/demo/read-demo-problem.ts';
import { ProblemDraft } from '../../../../plugins/problems/problem-draft.entity.ts';
import { Problem } from '../../../../plugins/problems/problem.entity.ts';
import { makeVersion } from '../../../../plugins/problems/publishing/make-version.ts';
import { createProblem } from '../../../../plugins/problems/authoring/create-problem.ts';
import { aScope, openTestApp } from '../../../support/app.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const slug = 'roll-call';

/** The number of the version that is solved now, for each problem by slug. */
const numbers = (scope: Scope) =>
  scope.transaction(async (inside) => {
    const problems = await inside.em.find(Problem, {}, { orderBy: { slug: 'asc' } });
    const versions = await Promise.all(problems.map(({ id }) => currentVersionOf(inside, id)));
    return Object.fromEntries(problems.map((problem, index) => [problem.slug, versions[index]?.number]));
  });

/** What an older demo left there. */
const anOlderOne = (scope: Scope) =>
  scope.transaction(async (inside) => {
    const older = { ...readDemoProblem(slug), statement: 'An older statement.' };
    await makeVersion(inside, await createProblem(inside, older), older, null);
  });

const edited = (scope: Scope) =>
  scope.transaction(async (inside) => {
    const draft = await inside.em.findOneOrFail(ProblemDraft, { problem: { slug } });
    draft.content = sealContent(inside, { ...readDemoProblem(slug), statement: 'Mine.' }, draft.id);
    await inside.em.flush();
  });

describe('the problems of the demo', () => {
  it('are there after the first start, published, and a second one changes nothing [D2-28]', async () => {
    const scope = await aScope(app);
    const all = Object.fromEntries(demoSlugs.map((each) => [each, 1]));
    await addDemoProblems(scope);
    expect(await numbers(scope)).toEqual(all);
    await addDemoProblems(scope);
    expect(await numbers(scope)).toEqual(all);
    expect(demoSlugs.length).toBe(12);
  });

  it('are renewed where nobody wrote in them, and stay as they are where somebody did', async () => {
    const [untouched, touched] = [await aScope(app), await aScope(app)];
    for (const scope of [untouched, touched]) await anOlderOne(scope);
    await edited(touched);
    for (const scope of [untouched, touched]) await addDemoProblems(scope);
    expect((await numbers(untouched))[slug]).toBe(2);
    expect((await numbers(touched))[slug]).toBe(1);
  });

  it('show formulas, a drawing and lines that are given', async () => {
    const scope = await aScope(app);
    await addDemoProblems(scope);
    const shown = (wanted: string) =>
      scope.transaction(async (inside) => {
        const problem = await inside.em.findOneOrFail(Problem, { slug: wanted });
        return readStatement(inside, (await currentVersionOf(inside, problem.id))!.id);
      });
    expect(markdown((await shown('patient-dough')).statement!).toString()).toContain('<msqrt>');
    expect(markdown((await shown('flooded-meadow')).statement!).toString()).toMatch(
      /<img [^>]*alt="A meadow of [^"]+"|<img [^>]*src="data:image\/svg\+xml/,
    );
    expect((await shown('longest-calm-stretch')).languages[0]).toMatchObject({
      locked: [
        [
          [1, 4],
          [12, 12],
        ],
      ],
    });
  });
});
