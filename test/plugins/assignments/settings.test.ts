import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClass, type Class } from './open-class.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
  await place.scope.transaction(({ em }) =>
    em.execute(`update course set time_zone = 'Europe/Berlin' where id = ?`, [place.courseId]),
  );
});
afterAll(() => place.app.stop());

const rowOf = async (id: string) =>
  (
    await place.scope.transaction(({ em }) =>
      em.execute<Record<string, unknown>[]>(
        `select a.version, a.due_at, a.late_until, a.attempts, a.policy, a.late_percent_per_day::float8 as percent,
          a.minutes, a.is_optional,
          ap.points::float8 as points from assignment a join assignment_problem ap on ap.assignment_id = a.id where a.id = ?`,
        [id],
      ),
    )
  )[0]!;

describe('the dates of an assignment', () => {
  it("are set on the course's clocks, also across the change to summer time, and shown on them again [E-07][E-02]", async () => {
    const { id } = await place.assign();
    const answer = await place.teacher.sendForm(`/assignments/${id}/settings`, {
      version: '1',
      dueAt: '2030-03-30T23:59',
      lateUntil: '2030-04-02T23:59',
      latePercentPerDay: '12.5',
      attempts: '5',
      policy: 'last',
      gradeRelease: 'auto',
      minutes: '90',
      isOptional: 'true',
      instructions: 'Use **no** loops.',
    });
    expect(answer.status).toBeLessThan(400);
    const row = await rowOf(id);
    expect(row).toMatchObject({
      version: 2,
      attempts: 5,
      policy: 'last',
      percent: 12.5,
      minutes: 90,
      is_optional: true,
    });
    expect(new Date(row.due_at as string).toISOString()).toBe('2030-03-30T22:59:00.000Z');
    expect(new Date(row.late_until as string).toISOString()).toBe('2030-04-02T21:59:00.000Z');
    const { html } = await place.teacher.page(`/assignments/${id}/settings`);
    expect(html).toContain('value="2030-03-30T23:59"');
    expect(html).toContain('value="2030-04-02T23:59"');
  });

  it('are instants for programs', async () => {
    const { id } = await place.assign();
    const { status } = await place.teacher.post(`/assignments/${id}/settings`, {
      version: 1,
      dueAt: '2030-03-30T12:00:00Z',
    });
    expect(status).toBeLessThan(400);
    expect(new Date((await rowOf(id)).due_at as string).toISOString()).toBe('2030-03-30T12:00:00.000Z');
  });

  it.each([
    [{ releaseAt: '2030-03-02T00:00', dueAt: '2030-03-01T00:00' }, ['dueAt']],
    [{ dueAt: '2030-03-02T00:00', lateUntil: '2030-03-01T00:00' }, ['lateUntil']],
    [{ lateUntil: '2030-03-01T00:00' }, ['dueAt']],
    [{ dueAt: 'tomorrow' }, ['dueAt']],
    [{ attempts: 0 }, ['attempts']],
    [{ latePercentPerDay: 101 }, ['latePercentPerDay']],
  ])('are refused as %j, and nothing is changed', async (given, fields) => {
    const { id } = await place.assign();
    const answer = await place.teacher.post(`/assignments/${id}/settings`, { version: 1, ...given });
    expect(answer).toMatchObject({ status: 422, fields });
    expect(await rowOf(id)).toMatchObject({ version: 1, due_at: null });
  });
});

describe('a save that comes too late', () => {
  it('is refused with both texts, and overwrites nothing', async () => {
    const { id } = await place.assign();
    await place.teacher.post(`/assignments/${id}/settings`, { version: 1, attempts: 4 });
    const late = await place.assistant.sendForm(`/assignments/${id}/settings`, { version: '1', attempts: '9' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('value="9"');
    expect(late.text).toMatch(/<dt>Attempts<\/dt><dd>4<\/dd>/);
    expect(await rowOf(id)).toMatchObject({ version: 2, attempts: 4 });
  });
});
