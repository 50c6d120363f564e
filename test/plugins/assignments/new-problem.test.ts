import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeVersion } from '../../../plugins/problems/publishing/make-version.ts';
import { Problem } from '../../../plugins/problems/problem.entity.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { sums } from '../../support/problem-factories.ts';
import { itemsOf, openChoosing } from './open-choosing.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

it('a new problem is written while one chooses, and its page leads back to be chosen [B-07]', async () => {
  const place = await openChoosing(tool);
  await place.choose(place.problems[0]!.id);
  expect((await place.ask(place.picker)).page).toContain('href="/problems/new"');
  const made = await place.send('/problems', [['title', 'Written meanwhile']]);
  const id = /\/problems\/([\w-]{36})/.exec(made.location ?? made.page)![1]!;
  // A draft is nothing that can be chosen yet.
  expect((await place.ask(place.picker)).words).not.toContain('Written meanwhile');
  await place.scope.transaction(async (inside) => {
    const problem = await inside.em.findOneOrFail(Problem, { id });
    await makeVersion(inside, problem, sums({ title: 'Written meanwhile', visibility: 'private' }), null);
  });
  const { page } = await place.ask(`/problems/${id}`);
  expect(page).toContain(`action="${place.picker}/problems"`);
  await place.choose(id);
  expect((await place.ask(`/problems/${id}`)).page).toContain(`href="${place.picker}"`);
  const answer = await place.send(place.picker, [
    ['links.0.title', 'Week 1'],
    ['links.0.problems.0.id', id],
    ['links.0.problems.0.points', '20'],
  ]);
  expect(itemsOf(answer)).toMatchObject([{ title: 'Week 1', lineItem: { scoreMaximum: 20 } }]);
  expect(await place.assignments()).toMatchObject([{ problems: [{ problem: id, points: 20 }] }]);
});
