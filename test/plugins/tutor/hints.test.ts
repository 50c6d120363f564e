import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrganization, scopeIn } from '../../support/app.ts';
import { aCourse } from '../../support/course-factories.ts';
import { anAssignment } from '../../support/assignment-factories.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { openTutored, type Tutored } from './open-tutored.ts';

let place: Tutored;
beforeAll(async () => {
  place = await openTutored();
}, 120_000);
afterAll(() => place.app.stop());

/** An assignment with so many hints, and where its problem is worked on. */
async function assigned(rules: object = {}) {
  const { id, problemId } = await place.assign();
  await place.rule(id, rules);
  return { id, problemId, base: `/assignments/${id}/problems/${problemId}` };
}

const requests = async (assignmentId: string) =>
  place.scope.transaction(({ em }) =>
    em.execute<{ number: number }[]>('select number from hint_request where assignment_id = ?', [assignmentId]),
  );

describe('hints', () => {
  it('come one by one, from a question to steps in words, and stay readable [H2-01]', async () => {
    const { id } = await aProblem(place.scope);
    const base = `/problems/${id}`;
    const kinds = ['question', 'concept', 'place', 'pseudocode'];
    for (const [index, kind] of kinds.entries()) {
      const { status, shown } = await place.ask(place.student, base, index + 1, { code: 'n = input()\nprint(3)\n' });
      expect([status, shown.without, shown.live?.startsWith('/live?topics=tutor.hints')]).toEqual([
        202,
        'writing',
        true,
      ]);
      expect(shown.hints.at(-1)).toMatchObject({ number: index + 1, kind, state: 'WRITING', parts: [] });
      await place.write();
    }
    const after = (await place.seen(place.student, `${base}/solve`))!;
    expect(after.hints.map((hint) => [hint.kind, hint.state])).toEqual(kinds.map((kind) => [kind, 'READY']));
    expect(after.hints.every(({ parts }) => parts.length > 0)).toBe(true);
    expect(after).toMatchObject({ next: null, without: 'used', left: 0, live: null });
    const { words } = await place.student.page(`${base}/hint-requests`);
    expect(words).toContain('You have had all hints that there are here. Try your program with small inputs');
    expect((await place.ask(place.student, base, 5)).status).toBe(422);
    expect((await place.ask(place.student, base, 4)).status).toBe(202);
  });

  it('say what the author wrote, in their order, and which lines of the code to look at', async () => {
    const { id } = await aProblem(place.scope, { hints: ['first', 'second', 'third', 'last'] });
    const base = `/problems/${id}`;
    for (const number of [1, 2, 3, 4]) {
      await place.ask(place.student, base, number, { code: 'numbers = input().split()\n\nprint(numbers)\n' });
      await place.write();
    }
    const { hints } = (await place.seen(place.student, `${base}/solve`))!;
    expect(hints.map(({ parts }) => parts.at(-1)!.markdown)).toEqual(['first', 'second', 'third', 'last']);
    expect(hints.map(({ source }) => source)).toEqual(['author', 'author', 'author', 'author']);
    expect(hints[2]!.lines).toMatchObject([
      { file: 'main.py', lineStart: 1, lineEnd: 1, code: 'numbers = input().split()' },
    ]);
    expect((await place.student.page(`${base}/hint-requests`)).html).toContain('data-line="1"');
  });

  it('are asked for once by a double click, and out of their order not at all', async () => {
    const { id, base } = await assigned();
    expect((await place.ask(place.student, base, 2)).status).toBe(409);
    const both = await Promise.all([place.ask(place.student, base, 1), place.ask(place.student, base, 1)]);
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    expect((await place.ask(place.student, base, 2)).status).toBe(409);
    expect(await requests(id)).toEqual([{ number: 1 }]);
  });

  it('are never more than those who teach allow, also when asked for at the same time', async () => {
    const { id, base } = await assigned({ hints: 1 });
    const all = [1, 2, 1, 2, 1].map((number) => place.ask(place.student, base, number));
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses).toEqual([202, 409, 202, 409, 202]);
    await place.write();
    expect((await place.ask(place.student, base, 2)).status).toBe(409);
    expect(await requests(id)).toEqual([{ number: 1 }]);
    expect(await place.seen(place.student, base)).toMatchObject({ left: 0, without: 'used' });
    // Everybody has their own.
    expect(await place.seen(place.fellow, base)).toMatchObject({ left: 1, next: { number: 1, kind: 'question' } });
  });

  it('are none in an assignment before those who teach say how many, nor after it is solved', async () => {
    const { id, problemId } = await place.assign();
    const base = `/assignments/${id}/problems/${problemId}`;
    expect(await place.seen(place.student, base)).toBeUndefined();
    expect((await place.ask(place.student, base, 1)).status).toBe(409);
    await place.rule(id, { hints: 2 });
    expect(await place.seen(place.student, base)).toMatchObject({ left: 2 });
    await place.handIn(place.student, id, { points: 4 });
    expect(await place.seen(place.student, base)).toMatchObject({ next: null, without: 'solved' });
    expect((await place.ask(place.student, base, 1)).status).toBe(409);
  });

  it('speak of how the tests ended and of what the code shows, and of hidden tests nothing else', async () => {
    const { id, base, problemId } = await assigned();
    await place.scope.transaction(({ em }) =>
      em.execute(
        `update statement_revision set words = words || '{"hints": []}' where version_id in
        (select version_id from assignment_problem where problem_id = ?)`,
        [problemId],
      ),
    );
    const code = 'def add(a, seen=[]):\n    seen.append(a)\n    return seen\nprint(add(input()))\n';
    await place.handIn(place.student, id, { code, status: 'timeLimit' });
    for (const number of [1, 2, 3, 4]) {
      await place.ask(place.student, base, number, { code });
      await place.write();
    }
    const { hints } = (await place.seen(place.student, base))!;
    expect(hints.map(({ source, parts }) => [source, parts[0]!.words?.key])).toEqual([
      ['tests', 'tutor.question.timeLimit'],
      ['pattern', 'code-analysis.pattern.mutableDefault.why'],
      ['pattern', 'code-analysis.pattern.mutableDefault.title'],
      ['pattern', 'code-analysis.pattern.mutableDefault.instead'],
    ]);
    expect(hints[2]!.lines).toMatchObject([{ lineStart: 1, code: 'def add(a, seen=[]):' }]);
    expect(JSON.stringify(hints)).not.toMatch(/100000[02]|Large numbers/);
  });

  it('are a part of the page to a browser: asked for without leaving it, or with a way back to it', async () => {
    const { base } = await assigned();
    const fragment = await place.student.sendForm(`${base}/hint-requests`, { number: '1', percent: '0' });
    expect(fragment.status).toBe(202);
    expect(fragment.text).toMatch(/^<section class="card" id="hints"/);
    expect(fragment.text).toContain('The hint is being written.');
    await place.write();
    const sent = await place.student.sendPage(`${base}/hint-requests`, { number: '2', percent: '0' });
    expect([sent.status, sent.location]).toEqual([303, `${base}/hint-requests`]);
    const { html } = await place.student.page(base);
    expect(html).toContain(`<section class="card" id="hints"`);
    expect(html).toContain(`hx-get="${base}/hint-requests" hx-trigger="load"`);
    expect(html).toContain(`<a href="${base}/hint-requests">Show the hints</a>`);
    const { html: whole } = await place.student.page(`${base}/hint-requests`);
    expect(whole).toContain(`href="${base}"`);
    expect(whole).toContain('Hint 1:');
  });

  it('go from the workspace, and come back to it, as soon as those who teach say so', async () => {
    const { id, base } = await assigned({ hints: 2 });
    expect(await place.seen(place.student, base)).toMatchObject({ left: 2 });
    await place.rule(id, { hints: 0, version: 1 });
    expect(await place.seen(place.student, base)).toBeUndefined();
    await place.rule(id, { hints: 1, version: 2 });
    expect(await place.seen(place.student, base)).toMatchObject({ left: 1 });
    await place.ask(place.student, base, 1);
    await place.rule(id, { hints: 0, version: 3 });
    expect(await place.seen(place.student, base)).toMatchObject({ hints: [{ number: 1 }] });
  });
});

describe('those who teach', () => {
  it('read who asked for which hint when; nobody else does', async () => {
    const { id, base } = await assigned({ percent: 5 });
    await place.ask(place.student, base, 1, { percent: 5 });
    await place.write();
    for (const who of [place.teacher, place.assistant]) {
      const { data } = await who.read(`/assignments/${id}/hints`);
      expect(data.requests).toMatchObject([{ userId: place.student.id, number: 1, kind: 'question', points: 5 }]);
    }
    const hintId = (await place.seen(place.student, base))!.hints[0]!.id;
    expect((await place.teacher.page(`/hints/${hintId}`)).words).toContain('Read a line.');
    expect((await place.teacher.page(`/assignments/${id}`)).words).toContain('1 was asked for.');
    for (const who of [place.student, place.fellow, place.stranger])
      expect((await who.read(`/assignments/${id}/hints`)).status).toBe(404);
    for (const who of [place.fellow, place.stranger]) expect((await who.read(`/hints/${hintId}`)).status).toBe(404);
    expect((await place.stranger.post(`/assignments/${id}/hints`, { version: 1, hints: 0 })).status).toBe(404);
  });

  it('are told when somebody else saved meanwhile', async () => {
    const { id } = await assigned({ hints: 2 });
    expect((await place.rule(id, { hints: 3, version: 1 })).status).toBe(200);
    expect((await place.rule(id, { hints: 4, version: 1 })).status).toBe(409);
    expect((await place.rule(id, { hints: 9, version: 2 })).status).toBe(422);
    expect((await place.teacher.read(`/assignments/${id}/hints`)).data).toMatchObject({ version: 2 });
  });

  it('have a say in where the hints of the author are opened, while the assignment is open', async () => {
    const { id, problemId } = await assigned({ hints: 2 });
    const open = () => place.student.post(`/problems/${problemId}/hints`, { level: 1 });
    expect((await open()).status).toBe(409);
    expect((await place.stranger.post(`/problems/${problemId}/hints`, { level: 1 })).status).toBe(201);
    await place.scope.transaction(({ em }) =>
      em.execute(`update assignment set due_at = now() - interval '1 hour' where id = ?`, [id]),
    );
    expect((await open()).status).toBe(201);
  });
});

describe('the assignment of another organization', () => {
  it('is not found, neither by who learns nor by who teaches there', async () => {
    const other = await scopeIn(place.app, (await anOrganization(place.app)).id);
    const foreign = await anAssignment(other, { text: 'Foreign', courseId: await aCourse(other, { text: 'Foreign' }) });
    const base = `/assignments/${foreign.id}/problems/${foreign.problemId}`;
    for (const who of [place.student, place.teacher]) {
      expect((await place.ask(who, base, 1)).status).toBe(404);
      expect((await place.ask(who, `/problems/${foreign.problemId}`, 1)).status).toBe(404);
      expect((await who.read(`/assignments/${foreign.id}/hints`)).status).toBe(404);
    }
  });
});
