import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { countVerdict } from '#plugins/problems';
import { reviseStatement } from '../../../plugins/problems/publishing/revise-statement.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aDraft, aProblem } from '../../support/problem-factories.ts';
import { html, json } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
});
afterAll(() => app.stop());

/** Somebody of the organization, in a browser and as a program. */
async function somebody(scope: Scope, ...roles: OrganizationRole[]) {
  const { user, authorization } = await aSignedInPerson(scope, roles);
  const page = async (path: string) => (await fetch(address + path, { headers: { ...html, authorization } })).text();
  const ask = async (path: string) => {
    const answer = await fetch(`${address}/api/v1${path}`, { headers: { ...json, authorization } });
    return ((await answer.json()) as { data: Record<string, unknown> }).data;
  };
  const titles = async (query: string) =>
    ((await ask(`/problems${query}`)).problems as { title: string }[]).map(({ title }) => title);
  const send = (path: string, fields: Record<string, string>) =>
    fetch(address + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...html, authorization },
      body: new URLSearchParams(fields),
    });
  return { user, page, ask, titles, send };
}

const scenario = 'A harbour plans **shifts**, and every gap costs money.';
const skills = ['Planning shifts', 'SQL'];

describe('a problem of the world of work', () => {
  it('says where it comes up, at its page and where it is solved, and which job skills it exercises [D2-26]', async () => {
    const scope = await aScope(app);
    const student = await somebody(scope, 'learner');
    const { id } = await aProblem(scope, { title: 'Shifts', scenario, skills });
    expect(await student.ask(`/problems/${id}`)).toMatchObject({ scenario, skills });
    const page = await student.page(`/problems/${id}`);
    expect(page).toContain('A harbour plans <strong>shifts</strong>');
    expect(page).toMatch(/href="\/problems\?skill(=|&#x3D;)Planning shifts">Planning shifts</);
    expect(await student.page(`/problems/${id}/solve`)).toContain('A harbour plans <strong>shifts</strong>');
    const { id: plain } = await aProblem(scope, { title: 'Without a story' });
    for (const path of [`/problems/${plain}`, `/problems/${plain}/solve`])
      expect(await student.page(path)).not.toContain('At work');
  });

  it('is found in the catalogue by a job skill, whatever its case [D2-26]', async () => {
    const scope = await aScope(app);
    const student = await somebody(scope, 'learner');
    await aProblem(scope, { title: 'Shifts', skills });
    await aProblem(scope, { title: 'Tables', skills: ['sql'] });
    await aProblem(scope, { title: 'Neither' });
    expect(await student.titles('?skill=sql&sort_by=title&order=asc')).toEqual(['Shifts', 'Tables']);
    expect(await student.titles('?skill=planning%20shifts')).toEqual(['Shifts']);
    expect(await student.titles('?skill=planning')).toEqual([]);
    const page = await student.page('/problems?skill=planning%20shifts');
    expect(page).toContain('<option value="planning shifts" selected>Planning shifts</option>');
  });

  it('is written in the form of the problem, and the catalogue follows what was published anew [D2-26]', async () => {
    const scope = await aScope(app);
    const author = await somebody(scope, 'instructor');
    const { id } = await aProblem(scope, { title: 'Shifts', skills, author: author.user.id });
    const written = {
      version: '1',
      title: 'Shifts',
      statement: 'Find the gaps.',
      scenario,
      skills: 'SQL, Reading logs',
    };
    expect((await author.send(`/problems/${id}/edit`, written)).status).toBeLessThan(400);
    expect(await author.page(`/problems/${id}/edit`)).toContain('value="SQL, Reading logs"');
    expect(await author.titles('?skill=reading%20logs')).toEqual([]);
    await scope.transaction((inside) => reviseStatement(inside, id));
    expect(await author.titles('?skill=reading%20logs')).toEqual(['Shifts']);
    expect(await author.titles('?skill=planning%20shifts')).toEqual([]);
    expect(await author.ask(`/problems/${id}`)).toMatchObject({ scenario, skills: ['SQL', 'Reading logs'] });
  });

  it('that was published before there were scenarios is shown without one', async () => {
    const scope = await aScope(app);
    const student = await somebody(scope, 'learner');
    const { id, versionId } = await aProblem(scope, { title: 'Old' });
    await scope.transaction(({ em }) =>
      em.execute(`update statement_revision set words = words - 'scenario' - 'skills' where version_id = ?`, [
        versionId,
      ]),
    );
    expect(await student.ask(`/problems/${id}`)).toMatchObject({ title: 'Old', scenario: null, skills: [] });
    expect(await student.page(`/problems/${id}/solve`)).toContain('Old');
  });
});

describe('a problem', () => {
  it('is one thing, whether it tells of a scenario, is a bug to mend, calls a function or reads and writes [CON-23]', async () => {
    const scope = await aScope(app);
    const student = await somebody(scope, 'learner');
    const harness = { functionName: 'add', parameters: [{ name: 'one', type: 'int' }], returns: 'int' };
    const called = { id: 'one', name: 'One', kind: 'function', visibility: 'sample', arguments: '[1]', expected: '1' };
    const { id: story } = await aProblem(scope, { title: 'Told', scenario, type: 'feature' });
    const { id: bug } = await aProblem(scope, { title: 'Broken', type: 'bugFix' });
    const { id: call } = await aProblem(scope, { title: 'Called', harness, tests: [called as never] });
    const program = { kind: 'io', stdin: '1 2\n' };
    expect(await student.ask(`/problems/${story}`)).toMatchObject({ scenario, type: 'feature', samples: [program] });
    const mended = { scenario: null, type: 'bugFix', harness: null, samples: [program] };
    expect(await student.ask(`/problems/${bug}`)).toMatchObject(mended);
    const sample = { kind: 'function', arguments: '[1]' };
    expect(await student.ask(`/problems/${call}`)).toMatchObject({ type: 'algorithm', harness, samples: [sample] });
    expect(await student.page(`/problems/${bug}`)).toContain('Mend a bug');
    expect(await student.titles('?sort_by=title&order=asc')).toEqual(['Broken', 'Called', 'Told']);
  });
});

describe('who has tried nothing yet', () => {
  it('says how far they are, and gets problems of that level, what most people solve first [S-06]', async () => {
    const scope = await aScope(app);
    const [student, other, author] = [
      await somebody(scope, 'learner'),
      await somebody(scope, 'learner'),
      await somebody(scope, 'instructor'),
    ];
    const [hard, easy] = [
      await aProblem(scope, { title: 'Seldom solved', difficulty: 'intermediate' }),
      await aProblem(scope, { title: 'Often solved', difficulty: 'intermediate' }),
    ];
    await aProblem(scope, { title: 'For experts', difficulty: 'expert' });
    await aDraft(scope, { title: 'Draft', difficulty: 'intermediate' });
    const count = (problemId: string, accepted: boolean) =>
      scope.transaction((inside) => countVerdict(inside, { problemId, accepted, userId: other.user.id }));
    await count(hard.id, false);
    await count(easy.id, true);
    const page = await student.page('/problems');
    const links = [...page.matchAll(/href="\/problems(\?difficulty=[^"]+sort_by=acceptance[^"]+)">([^<]+)</g)];
    const chosen = links.find(([, , words]) => words === 'I have written small programs')!;
    expect(links).toHaveLength(4);
    expect(await student.titles(chosen[1]!.replaceAll('&amp;', '&'))).toEqual(['Often solved', 'Seldom solved']);
    for (const someone of [other, author])
      expect(await someone.page('/problems')).not.toContain('Where would you like to begin?');
  });
});
