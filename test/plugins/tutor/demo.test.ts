import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Enrollment } from '#plugins/courses';
import type { App } from '#src/app.ts';
import { createUser } from '#src/people/create-user.ts';
import type { Scope } from '#src/scope/scope.ts';
import { addDemoProblems } from '../../../plugins/problems/demo/add-demo-problems.ts';
import { addDemoHints } from '../../../plugins/tutor/demo/add-demo-hints.ts';
import { HintRequest } from '../../../plugins/tutor/hint-request.entity.ts';
import { HintRules } from '../../../plugins/tutor/hint-rules.entity.ts';
import { aScope, openTestApp } from '../../support/app.ts';

let app: App;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app);
  await addDemoProblems(scope);
  const password = 'assay-demo-only';
  for (const [name, role] of [
    ['instructor', 'instructor'],
    ['student', 'learner'],
    ['mate', 'learner'],
  ] as const)
    await createUser(scope, { name, email: `${name}@demo.example`, roles: [role], password });
}, 120_000);
afterAll(() => app.stop());

describe('the demo', () => {
  it('has an assignment with hints that take points, in which some have asked, and is added once', async () => {
    await addDemoHints(scope);
    await addDemoHints(scope);
    const seen = await scope.transaction(async ({ em }) => ({
      rules: await em.find(HintRules, {}),
      people: await em.count(Enrollment, {}),
      asked: await em.find(HintRequest, {}, { populate: ['user'] }),
    }));
    expect(seen.rules).toMatchObject([{ hints: 3, percent: 10 }]);
    expect(seen.people).toBe(3);
    expect(seen.asked.map(({ user, kind }) => [user.name, kind])).toEqual([['mate', 'question']]);
  });
});
