import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { aSubmission } from '../../support/submission-factories.ts';
import { readProgram } from '../../../plugins/code-analysis/effect/read-program.ts';
import { selectEffects } from '../../../plugins/code-analysis/effect/select-effects.ts';
import { addPattern } from '../../../plugins/code-analysis/own/save-pattern.ts';
import { InstructorPattern } from '../../../plugins/code-analysis/own/own-pattern.entity.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const effects = (scope: Scope) => scope.transaction(async (inside) => Object.fromEntries(await selectEffects(inside)));

async function handIn(scope: Scope, problemId: string, ...programs: readonly string[]) {
  const { user } = await aSignedInPerson(scope, ['learner']);
  for (const code of programs) {
    const { id } = await aSubmission(scope, { userId: user.id, problemId, code });
    await readProgram(scope, id);
    await readProgram(scope, id);
  }
}

const careless = 'try:\n    n = int(input())\nexcept:\n    n = 0\n';

describe('what becomes of a pattern', () => {
  it('is counted from one submission of a person to the next: found, and gone afterwards [H3-13, H3-14]', async () => {
    const scope = await aScope(app);
    const { id: own } = await addPattern(scope, {
      name: 'Leaves',
      language: 'python',
      dimension: 'practice',
      severity: 'hint',
      message: 'Do not.',
      writing: 'code',
      source: 'quit()',
      bad: 'quit()',
      good: 'exit()',
    });
    const { id: problemId } = await aProblem(scope);
    await handIn(scope, problemId, `${careless}quit()\n`, careless, careless.replace('except:', 'except ValueError:'));
    await handIn(scope, problemId, careless);
    await handIn(scope, problemId, 'quit()\n', 'quit() # still\n');
    const found = await effects(scope);
    expect(found.bareExcept).toEqual({ found: 3, followed: 2, gone: 1 });
    expect(found[own]).toEqual({ found: 3, followed: 2, gone: 1 });
    expect(await effects(await aScope(app))).toEqual({});
  });

  it('counts nothing of a pattern that is switched off, and nothing of a program that cannot be read', async () => {
    const scope = await aScope(app);
    const { id } = await addPattern(scope, {
      name: 'Leaves',
      language: 'python',
      dimension: 'practice',
      severity: 'hint',
      message: 'Do not.',
      writing: 'code',
      source: 'quit()',
      bad: 'quit()',
      good: 'exit()',
    });
    await scope.transaction(({ em }) => em.nativeUpdate(InstructorPattern, { id }, { isOn: false }));
    const { id: problemId } = await aProblem(scope);
    await handIn(
      scope,
      problemId,
      'quit()\n',
      `try:\n    x = ${'['.repeat(450)}${']'.repeat(450)}\nexcept:\n    x = 0\n`,
    );
    expect(await effects(scope)).toEqual({});
  });
});
