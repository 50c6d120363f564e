import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currentVersionOf, readJudged, readStatement } from '#plugins/problems';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem, lockedPython } from '../../support/problem-factories.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const secret = 'only-the-judge-knows';
const hidden = { id: 'two', name: secret, visibility: 'hidden', stdin: secret, expected: secret } as const;
const sample = { id: 'one', name: 'Small', visibility: 'sample', stdin: '1 2', expected: '3' } as const;

describe('a published version', () => {
  it('tells students of a hidden test its place and its weight, and nothing that is in it [CON-26]', async () => {
    const scope = await aScope(app);
    const { versionId } = await aProblem(scope, { languages: lockedPython, tests: [sample, { ...hidden, weight: 3 }] });
    const statement = await scope.transaction((inside) => readStatement(inside, versionId));
    expect(statement.samples).toMatchObject([{ id: 'one', name: 'Small', stdin: '1 2', expected: '3' }]);
    expect(statement.tests[1]).toEqual({
      id: 'two',
      name: null,
      visibility: 'hidden',
      weight: 3,
      showRun: false,
    });
    expect(statement.languages[0]).toMatchObject({ id: 'python', locked: [[[1, 1]]] });
    expect(JSON.stringify(statement)).not.toContain(secret);
  });

  it('gives the judge every test, which stands in no table in plain words [CON-27][D2-22]', async () => {
    const scope = await aScope(app);
    const { id, versionId } = await aProblem(scope, { tests: [sample, hidden] });
    const judged = await readJudged(scope, versionId);
    expect(judged.tests.map(({ stdin, expected }) => [stdin, expected])).toEqual([
      ['1 2', '3'],
      [secret, secret],
    ]);
    const rows = await scope.transaction(({ em }) =>
      em.execute(
        `select p::text, d::text, v::text, r::text from problem p join problem_draft d on d.problem_id = p.id
         join problem_version v on v.problem_id = p.id join statement_revision r on r.version_id = v.id where p.id = ?`,
        [id],
      ),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('is the newest of its problem', async () => {
    const scope = await aScope(app);
    const { id, versionId } = await aProblem(scope);
    const current = await scope.transaction((inside) => currentVersionOf(inside, id));
    expect(current).toMatchObject({ id: versionId, number: 1 });
  });
});
