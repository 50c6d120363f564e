import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { anAssignment } from '../../support/assignment-factories.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { aSubmission } from '../../support/submission-factories.ts';
import { form, html, json } from '../../support/web.ts';
import { addPattern } from '../../../plugins/code-analysis/own/save-pattern.ts';
import { PatternTrial } from '../../../plugins/code-analysis/trying/pattern-trial.entity.ts';
import { tryPattern } from '../../../plugins/code-analysis/trying/try-pattern.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ works: true });
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

const aPattern = (scope: Scope) =>
  addPattern(scope, {
    name: 'Leaves with quit',
    language: 'python',
    dimension: 'practice',
    severity: 'warning',
    message: 'Do not.',
    writing: 'code',
    source: 'quit($$$A)',
    bad: 'quit()',
    good: 'exit()',
  });

interface Trial {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly programs: number;
  readonly hits: number;
  readonly refused: number;
  readonly places: readonly { readonly href: string; readonly code: string; readonly line: number }[];
}

async function somebody(scope: Scope, patternId: string, ...roles: OrganizationRole[]) {
  const { authorization, user } = await aSignedInPerson(scope, roles);
  const path = `/patterns/own/${patternId}`;
  const trial = async () => {
    const answer = await fetch(`${address}/api/v1${path}`, { headers: { ...json, authorization } });
    return ((await answer.json()) as { data: { trial: Trial | null } }).data.trial;
  };
  const tried = async () => {
    await fetch(`${address}${path}/trial`, form({}, { authorization }));
    return eventually(async () => {
      const found = await trial();
      return found && ['DONE', 'CUT', 'FAILED'].includes(found.state) ? found : null;
    }, 60);
  };
  const page = async () => (await fetch(address + path, { headers: { ...html, authorization } })).text();
  return { userId: user.id, trial, tried, page };
}

const handedIn = async (scope: Scope, problemId: string, code: string) => {
  const { user } = await aSignedInPerson(scope, ['learner']);
  return (await aSubmission(scope, { userId: user.id, problemId, code })).id;
};

describe('trying a pattern', () => {
  it('finds it in past submissions to own problems and in own courses, and shows its lines [H3-13]', async () => {
    const scope = await aScope(app);
    const { id: patternId } = await aPattern(scope);
    const teacher = await somebody(scope, patternId, 'instructor');
    const { id: own } = await aProblem(scope, { author: teacher.userId });
    const shown = await handedIn(scope, own, 'x = 1\nquit()\nquit(2)\n');
    await handedIn(scope, own, 'print(1)');
    await handedIn(scope, (await aProblem(scope)).id, 'quit()');
    const assignment = await anAssignment(scope, {
      text: 'Taught',
      people: [{ id: teacher.userId, role: 'instructor' }],
    });
    const taught = await handedIn(scope, assignment.problemId, 'quit(3)');
    await scope.transaction(({ em }) =>
      em.execute(`update submission set place_kind = 'assignment', place_id = ? where id = ?`, [assignment.id, taught]),
    );
    const found = await teacher.tried();
    expect(found).toMatchObject({ state: 'DONE', total: 3, programs: 2, hits: 3, refused: 0 });
    expect(found.places).toContainEqual(
      expect.objectContaining({ href: `/submissions/${shown}`, line: 2, code: 'x = 1\nquit()\nquit(2)' }),
    );
    expect(await teacher.page()).toContain('All 3 submissions were looked at.');
  });

  it('finds everything for whoever looks after the organization, and shows it to nobody else', async () => {
    const scope = await aScope(app);
    const { id: patternId } = await aPattern(scope);
    const [owner, teacher] = [
      await somebody(scope, patternId, 'owner'),
      await somebody(scope, patternId, 'instructor'),
    ];
    const { id: problemId } = await aProblem(scope);
    await handedIn(scope, problemId, 'quit()');
    await handedIn(scope, problemId, `x = ${'['.repeat(450)}${']'.repeat(450)}`);
    expect(await owner.tried()).toMatchObject({ total: 2, programs: 1, refused: 1 });
    expect(await teacher.trial()).toBeNull();
    expect(await teacher.tried()).toMatchObject({ state: 'DONE', total: 0 });
    expect(await teacher.page()).toContain('There is no submission in this language to look at yet.');
  });

  it('ends when its time is over, says so, and an earlier run says nothing any more', async () => {
    const scope = await aScope(app);
    const { id: patternId } = await aPattern(scope);
    const owner = await somebody(scope, patternId, 'owner');
    await handedIn(scope, (await aProblem(scope)).id, 'quit()');
    const { id: trialId } = await owner.tried();
    const runId = crypto.randomUUID();
    await scope.transaction(({ em }) =>
      em.nativeUpdate(PatternTrial, { id: trialId }, { runId, state: 'WAITING', seen: 0 }),
    );
    const limits = { signal: AbortSignal.timeout(60_000), longestMs: 0 };
    await tryPattern(scope, { trialId, runId: crypto.randomUUID() }, limits);
    expect(await owner.trial()).toMatchObject({ state: 'WAITING' });
    await tryPattern(scope, { trialId, runId }, limits);
    expect(await owner.trial()).toMatchObject({ state: 'CUT' });
    expect(await owner.page()).toContain('After a minute it was ended: 0 of 1 were looked at.');
  });
});
