import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workPhaseAt, type Windows } from '#plugins/assignments';
import { aGroup } from '../../support/course-factories.ts';
import { openClass, right, type Class } from './open-class.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
});
afterAll(() => place.app.stop());

const minute = 60_000;
const from = (ms: number) => new Date(Date.now() + ms);
const program = { language: 'python', code: right };
type Person = Class['student'];

const sql = (statement: string, values: readonly unknown[]) =>
  place.scope.transaction(({ em }) => em.execute<Record<string, unknown>[]>(statement, [...values]));
const startsOf = (id: string) =>
  sql('select user_id, set_back_at, reason from assignment_start where assignment_id = ? order by started_at', [id]);
const begin = (who: Person, id: string) => who.post(`/assignments/${id}/start`);
/** As if it had been so long ago. */
const began = (id: string, who: Person, ago: number) =>
  sql('update assignment_start set started_at = ? where assignment_id = ? and user_id = ?', [from(-ago), id, who.id]);
const timingOf = async (who: Person, id: string) =>
  (await who.read(`/assignments/${id}`)).data.timing as Record<string, never> | null;
const hand = (who: Person, id: string) => who.post(`/assignments/${id}/submissions`, program);

describe('an assignment with a time limit', () => {
  it('says before it begins how long it takes, until when at the latest, and how many attempts there are; the task is not there [D2-07]', async () => {
    const { id, problemId } = await place.assign({ minutes: 45, attempts: 3 });
    const { words } = await place.student.page(`/assignments/${id}`);
    for (const part of ['You have 45 minutes', 'If you start now', '3 attempts for each problem', 'Start the time'])
      expect(words).toContain(part);
    expect(words).not.toContain('Read two numbers');
    const work = `/assignments/${id}/problems/${problemId}`;
    expect(await place.student.page(work)).toMatchObject({ status: 303, location: `/assignments/${id}` });
    for (const part of ['/runs', '/submissions'])
      expect(await place.student.post(work + part, program)).toMatchObject({ status: 404 });
    expect(await hand(place.student, id)).toMatchObject({
      status: 409,
      text: expect.stringContaining('has not begun'),
    });
    expect(await startsOf(id)).toEqual([]);
  });

  it('runs for one person from when they say so, by the clock of the server; a second tab changes nothing [D2-07][Y-33]', async () => {
    const { id } = await place.assign({ minutes: 45 });
    const answers = await Promise.all([begin(place.student, id), begin(place.student, id)]);
    for (const { status } of answers) expect(status).toBeLessThan(400);
    expect(await startsOf(id)).toMatchObject([{ user_id: place.student.id, set_back_at: null }]);
    await began(id, place.student, 15 * minute);
    await begin(place.student, id);
    const timing = (await timingOf(place.student, id))!;
    expect(timing).toMatchObject({ state: 'running', minutes: 45 });
    expect(timing.leftSeconds).toBeGreaterThan(29 * 60);
    expect(timing.leftSeconds).toBeLessThanOrEqual(30 * 60);
    expect((await place.student.page(`/assignments/${id}`)).words).toContain('Read two numbers');
    expect(await timingOf(place.fellow, id)).toMatchObject({ state: 'waiting' });
    expect(await hand(place.student, id)).toMatchObject({ status: 202 });
  });

  it('takes nothing once the time is used up, and shows everything [D2-07]', async () => {
    const { id, problemId } = await place.assign({ minutes: 45 });
    await begin(place.student, id);
    await began(id, place.student, 45 * minute + 2_000);
    expect(await hand(place.student, id)).toMatchObject({ status: 409, text: expect.stringContaining('is over') });
    const { html, words } = await place.student.page(`/assignments/${id}/problems/${problemId}`);
    expect(words).toContain('The time is over: nothing more is taken.');
    expect(words).toContain('Read two numbers');
    expect(html).not.toContain('data-act="submit"');
  });

  it('ends when it closes for everybody, and says so before', async () => {
    const { id } = await place.assign({ minutes: 45, dueAt: from(10 * minute) });
    const timing = (await timingOf(place.student, id))!;
    expect(timing).toMatchObject({ state: 'waiting', isCutShort: true });
    expect(timing.leftSeconds).toBeLessThanOrEqual(600);
    expect((await place.student.page(`/assignments/${id}`)).words).toContain('less time than the limit gives');
    const closed = await place.assign({ minutes: 45, dueAt: from(-minute) });
    expect(await begin(place.student, closed.id)).toMatchObject({ status: 409 });
    expect(await startsOf(closed.id)).toEqual([]);
  });

  it('ends later for somebody who is given more minutes while it runs, or after [E-05]', async () => {
    const { id } = await place.assign({ minutes: 45 });
    await begin(place.student, id);
    await began(id, place.student, 50 * minute);
    expect(await timingOf(place.student, id)).toMatchObject({ state: 'over', leftSeconds: 0 });
    const given = { userId: place.student.id, extraMinutes: 15, reason: 'the network was down' };
    await place.teacher.post(`/assignments/${id}/extensions`, given);
    const timing = (await timingOf(place.student, id))!;
    expect(timing).toMatchObject({ state: 'running', minutes: 60, extraMinutes: 15 });
    expect(await hand(place.student, id)).toMatchObject({ status: 202 });
  });

  it('is started by nobody who teaches or belongs elsewhere, nor where there is no limit', async () => {
    const { id } = await place.assign({ minutes: 45 });
    expect((await begin(place.teacher, id)).status).toBe(403);
    expect((await begin(place.stranger, id)).status).toBe(404);
    const free = await place.assign();
    expect((await begin(place.student, free.id)).status).toBe(409);
    expect(await hand(place.teacher, id)).toMatchObject({ status: 202 });
  });
});

describe('those who teach', () => {
  it('see who has not begun, whose time runs and whose is over, and find one of them', async () => {
    const { id } = await place.assign({ minutes: 45 });
    await begin(place.student, id);
    const rows = async (query = '') => (await place.teacher.read(`/assignments/${id}/starts${query}`)).data.rows;
    expect(await rows()).toMatchObject([
      { id: place.student.id, state: 'running' },
      { id: place.fellow.id, state: 'waiting', startedAt: null, endsAt: null },
    ]);
    await began(id, place.student, 46 * minute);
    expect(await rows('?state=over')).toMatchObject([{ id: place.student.id }]);
    expect((await place.student.read(`/assignments/${id}/starts`)).status).toBe(404);
    const { words } = await place.teacher.page(`/assignments/${id}/starts`);
    expect(words).toMatch(/over .*not begun/);
  });

  it('let somebody begin again, with a reason; what was handed in counts [D2-07]', async () => {
    const { id } = await place.assign({ minutes: 45, attempts: 2 });
    await begin(place.student, id);
    await hand(place.student, id);
    await began(id, place.student, 46 * minute);
    const again = (body: object) => place.teacher.post(`/assignments/${id}/starts`, body);
    expect(await again({ userId: place.student.id, reason: ' ' })).toMatchObject({ status: 422, fields: ['reason'] });
    expect(await again({ userId: place.fellow.id, reason: 'x' })).toMatchObject({ status: 422, fields: ['userId'] });
    expect((await again({ userId: place.student.id, reason: 'fire alarm' })).status).toBeLessThan(400);
    expect(await timingOf(place.student, id)).toMatchObject({ state: 'waiting', startedAt: null });
    await begin(place.student, id);
    expect((await place.student.read(`/assignments/${id}`)).data).toMatchObject({
      timing: { state: 'running' },
      attemptsLeft: 1,
    });
    expect(await startsOf(id)).toMatchObject([{ reason: 'fire alarm' }, { set_back_at: null }]);
    expect((await place.teacher.page(`/assignments/${id}/starts`)).words).toContain('fire alarm');
  });

  it('see what their students see before and after the start, without starting anything', async () => {
    const { id } = await place.assign({ minutes: 45 });
    const before = await place.teacher.page(`/assignments/${id}/preview`);
    expect(before.words).toContain('Start the time');
    expect(before.words).not.toContain('Read two numbers');
    const after = await place.teacher.page(`/assignments/${id}/preview?begun=true`);
    expect(after.words).toContain('Read two numbers');
    expect(after.html).toContain('data-left="2700"');
    expect(await startsOf(id)).toEqual([]);
  });
});

describe('a group that hands in together', () => {
  it('has one clock: who comes later has what is left, and all begin again together', async () => {
    const { id, courseId } = await place.assign({ minutes: 45, groupSet: 'Pair 1' });
    const group = { courseId, text: 'Pair 1', people: [place.student.id, place.fellow.id] };
    await aGroup(place.scope, group);
    expect((await place.student.page(`/assignments/${id}`)).words).toContain('this starts the time of all of you');
    await begin(place.student, id);
    expect(await timingOf(place.fellow, id)).toMatchObject({ state: 'running' });
    await sql('delete from assignment_start where assignment_id = ? and user_id = ?', [id, place.fellow.id]);
    await began(id, place.student, 15 * minute);
    await begin(place.fellow, id);
    expect((await timingOf(place.fellow, id))!.leftSeconds).toBeLessThanOrEqual(30 * 60);
    await place.teacher.post(`/assignments/${id}/starts`, { userId: place.fellow.id, reason: 'fire alarm' });
    for (const who of [place.student, place.fellow])
      expect(await timingOf(who, id)).toMatchObject({ state: 'waiting' });
  });
});

describe('what a time limit makes of work', () => {
  const windows: Windows = { releaseAt: null, dueAt: null, lateUntil: null, latePercentPerDay: 0 };
  const at = (text: string) => new Date(`2026-03-02T${text}Z`);
  const twice = { ...windows, minutes: 30, starts: [at('10:00:00'), at('12:00:00')] };

  it.each([
    ['09:59:59', 'open'],
    ['10:30:00.999', 'open'],
    ['10:30:01', 'closed'],
    ['12:00:00', 'open'],
    ['12:30:01', 'closed'],
  ])('of %s is %s: the start before it counts, and its last second whole [E-07]', (instant, phase) => {
    expect(workPhaseAt(twice, at(instant))).toBe(phase);
  });
});
