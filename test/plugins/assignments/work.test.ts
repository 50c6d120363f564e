import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '#plugins/problems';
import { makeVersion } from '../../../plugins/problems/publishing/make-version.ts';
import { aProblem, lockedPython, sums } from '../../support/problem-factories.ts';
import { ofThePage, watchStatements } from '../../support/watch-statements.ts';
import { openClass, right, type Class } from './open-class.ts';

let place: Class;
const watching = watchStatements();
beforeAll(async () => {
  place = await openClass();
});
afterAll(async () => {
  watching.stop();
  await place.app.stop();
});

const sql = (statement: string, values: readonly unknown[]) =>
  place.scope.transaction(({ em }) => em.execute<Record<string, unknown>[]>(statement, [...values]));
const program = { language: 'python', code: right };

/** An assignment whose problem is private, and where it is worked on. */
async function aPrivateOne(rules: Parameters<Class['assign']>[0] = {}) {
  const assigned = await place.assign(rules);
  await sql(`update problem set visibility = 'private' where id = ?`, [assigned.problemId]);
  return { ...assigned, work: `/assignments/${assigned.id}/problems/${assigned.problemId}` };
}

interface Work {
  readonly paths: Record<string, string>;
  readonly files: readonly { readonly content: string }[];
  readonly isOfOtherVersion: boolean;
  readonly isClosed: boolean;
}
const workIn = (data: Record<string, unknown>) => data.work as Work;

describe('a private problem', () => {
  it('is worked on at its assignment: every address of its workspace lies there, and none elsewhere', async () => {
    const { id, problemId, work } = await aPrivateOne();
    expect((await place.student.read(`/problems/${problemId}/solve`)).status).toBe(404);
    const { paths } = workIn((await place.student.read(`/assignments/${id}`)).data);
    for (const path of [paths.solve, paths.submit, paths.run, paths.draft, paths.switch, paths.attempts])
      expect(path).toMatch(new RegExp(`^${work}`));
    expect(await place.student.post(`${work}/runs`, program)).toMatchObject({ status: 202, data: { solve: work } });
    const { status, data } = await place.student.post(`${work}/submissions`, program);
    expect({ status, data }).toMatchObject({ status: 202, data: { solve: work, attempts: `${work}/submissions` } });
    expect((await place.student.read(`${work}/submissions`)).data).toMatchObject({ submissions: [{ id: data.id }] });
    expect((await place.student.page(`/submissions/${data.id as string}`)).html).toContain(`href="${work}"`);
    expect((await place.student.read(work)).data).toMatchObject({
      work: { latest: { id: data.id }, isJudgedCode: true },
    });
  });

  it('is nowhere for those who are not in the course, nor below an assignment that does not have it', async () => {
    const { work, problemId } = await aPrivateOne();
    const { id: other } = await place.assign();
    const askings = (base: string) => [
      place.stranger.read(base),
      place.stranger.read(`${base}/submissions`),
      place.stranger.post(`${base}/submissions`, program),
      place.stranger.post(`${base}/runs`, program),
      place.stranger.post(`${base}/drafts/python/restart`),
      place.student.read(`/assignments/${other}/problems/${problemId}`),
      place.student.post(`/assignments/${other}/problems/${problemId}/runs`, program),
    ];
    for (const answer of await Promise.all(askings(work))) expect(answer.status).toBe(404);
  });
});

describe('the workspace of an assignment', () => {
  it('opens one of several problems, the first that is not solved, and lists all with state and points', async () => {
    const { id, problemId } = await place.assign();
    const second = await aProblem(place.scope, { title: 'Three sum' });
    await sql(
      `insert into assignment_problem (id, organization_id, assignment_id, problem_id, version_id, points, position)
        values (gen_random_uuid(), ?, ?, ?, ?, 50, 2)`,
      [place.scope.organization.id, id, second.id, second.versionId],
    );
    const { data } = await place.student.read(`/assignments/${id}`);
    expect(data).toMatchObject({ problemId, points: 150, work: { task: { title: 'Two sum' } } });
    const { data: handedIn } = await place.student.post(
      `/assignments/${id}/problems/${problemId}/submissions`,
      program,
    );
    await sql(`update submission set status = 'ACCEPTED', points = 4, max_points = 4 where id = ?`, [handedIn.id]);
    const next = await place.student.read(`/assignments/${id}`);
    expect(next.data).toMatchObject({
      problemId: second.id,
      problems: [
        { title: 'Two sum', points: 100, kind: 'passed' },
        { title: 'Three sum', points: 50, kind: null },
      ],
    });
    expect((await place.student.page(`/assignments/${id}`)).words).toMatch(
      /1\. Two sum Passed 100 points.*2\. Three sum not tried 50 points/,
    );
    const asked = await place.student.read(`/assignments/${id}?problem=${problemId}`);
    expect(asked.data).toMatchObject({ problemId, work: { latest: { id: handedIn.id } } });
  });

  it('asks the database six times at most, with a verdict too', async () => {
    const { id } = await place.assign();
    const { data } = await place.student.post(`/assignments/${id}/submissions`, program);
    await sql(`update submission set status = 'ACCEPTED', judged_at = now() where id = ?`, [data.id]);
    await place.student.page(`/assignments/${id}`);
    watching.take();
    await place.student.page(`/assignments/${id}`);
    expect(ofThePage(watching.take()).length).toBeLessThanOrEqual(6);
  });

  it('takes nothing where the time is over or no attempt is left, and lets everything be tried out', async () => {
    const over = await aPrivateOne({ dueAt: new Date(Date.now() - 3_600_000) });
    const used = await aPrivateOne({ attempts: 1 });
    await place.student.post(`${used.work}/submissions`, program);
    for (const { work } of [over, used]) {
      expect(workIn((await place.student.read(work)).data).isClosed).toBe(true);
      expect((await place.student.page(work)).html).not.toContain('data-act="submit"');
      expect((await place.student.post(`${work}/submissions`, program)).status).toBe(409);
      expect((await place.student.post(`${work}/runs`, program)).status).toBe(202);
    }
  });

  it('says that a draft was written for another version, compares it, and begins again from the code of now', async () => {
    const { problemId, work, id } = await aPrivateOne();
    const saved = await place.student.put(`${work}/drafts/python`, { files: [{ path: 'main.py', content: 'mine' }] });
    expect(saved.status).toBe(200);
    expect(workIn((await place.student.read(work)).data).isOfOtherVersion).toBe(false);
    await place.scope.transaction(async (inside) => {
      const problem = await inside.em.findOneOrFail(Problem, { id: problemId });
      const version = await makeVersion(inside, problem, sums({ languages: lockedPython }), null);
      await inside.em.execute('update assignment_problem set version_id = ? where assignment_id = ?', [version.id, id]);
    });
    const { data } = await place.student.read(work);
    expect(workIn(data)).toMatchObject({ isOfOtherVersion: true, files: [{ content: 'mine' }] });
    const { words } = await place.student.page(work);
    expect(words).toContain('The problem has been changed since you wrote this code');
    expect(words).toContain('Compare with the code that is given now');
    const again = await place.student.post(`${work}/drafts/python/restart`);
    expect(again.status).toBeLessThan(400);
    const fresh = await place.student.read(work);
    expect(workIn(fresh.data)).toMatchObject({ isOfOtherVersion: false, files: [{ content: '# begin here\n' }] });
  });
});

describe('a form without script', () => {
  const fields = (code: string) => ({
    _key: crypto.randomUUID(),
    language: 'python',
    'files.0.path': 'main.py',
    'files.0.content': code,
  });

  it('is taken once, however often it is sent', async () => {
    const { work } = await aPrivateOne();
    const { html } = await place.student.page(work);
    expect(html).toMatch(
      /<form id="work"[^>]*>\s*<input type="hidden" name="_csrf"[^>]*>\s*<input type="hidden" name="_key"/,
    );
    const form = fields(right);
    const answers = [
      await place.student.sendPage(`${work}/submissions`, form),
      await place.student.sendPage(`${work}/submissions`, form),
    ];
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(answers[0]!.location).toBe(answers[1]!.location);
    expect((await place.student.read(work)).data).toMatchObject({ attempts: [{ status: 'PENDING' }] });
  });

  it('comes back with what was typed and what is wrong with it; a page with script is told only that', async () => {
    const { work } = await aPrivateOne();
    const long = `# kept ${'x'.repeat(10_001)}`;
    const refused = await place.student.sendPage(`${work}/submissions`, fields(long));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('main.py has 10,008 characters');
    expect(refused.text).toContain('\n# kept xxx');
    const part = await place.student.sendForm(`${work}/submissions`, fields(long));
    expect(part.status).toBe(422);
    expect(part.text).toContain('main.py has 10,008 characters');
    expect(part.text).not.toContain('# kept');
  });
});
