import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeKind } from '#plugins/assignments';
import { editAssignment } from '../../../plugins/assignments/settings/edit-assignment.ts';
import { giveExtension } from '../../../plugins/assignments/extensions/give-extension.ts';
import { gradeAnew } from '../../../plugins/grading/grading-jobs.ts';
import { makeGrade } from '../../../plugins/grading/make-grade.ts';
import { openClass, type Class } from '../assignments/open-class.ts';
import { handIn } from './open-worked.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
}, 120_000);
afterAll(() => place.app.stop());

const run = { signal: new AbortController().signal, attempt: 1 };
const hour = 3_600_000;
const from = (ms: number) => new Date(Date.now() + ms);

const rows = <R extends object>(query: string, ...values: readonly unknown[]) =>
  place.scope.transaction(({ em }) => em.execute<R[]>(query, values));

const anew = (assignmentId: string) => gradeAnew.job.run(place.scope as never, { assignmentId } as never, run);

const pointsOf = async (assignmentId: string, userId: string) => {
  const [row] = await rows<{ points: number }>(
    'select points::float8 as points from grade where assignment_id = ? and user_id = ?',
    assignmentId,
    userId,
  );
  return row?.points ?? null;
};

describe('a policy that is changed after a hundred grades', () => {
  it('makes all of them anew, each by what counts now', async () => {
    const { id, problemId, versionId, courseId } = await place.assign();
    const people = await rows<{ id: string }>(
      `with made as (insert into "user" (id, organization_id, name, roles)
          select gen_random_uuid(), ?, 'Student ' || i, '{learner}' from generate_series(1, 100) i returning id),
        inside as (insert into enrollment (id, organization_id, course_id, user_id, role)
          select gen_random_uuid(), ?, ?, id, 'learner' from made returning user_id)
      select user_id as id from inside`,
      place.scope.organization.id,
      place.scope.organization.id,
      courseId,
    );
    const ids = `{${people.map(({ id: userId }) => userId).join(',')}}`;
    // Three attempts each: 1, then 4, then 2 of four points.
    await rows(
      `insert into submission (id, organization_id, user_id, problem_id, version_id, language, files, source_hash, receipt, status,
          points, max_points, accepted_at, judged_at, place_kind, place_id)
        select gen_random_uuid(), ?, u.id, ?, ?, 'python', '[]', 'hash', 'receipt', 'FAILED', (array[1, 4, 2])[t], 4,
          now() + t * interval '1 second', now(), '${placeKind}', ? from unnest(?::uuid[]) u(id), generate_series(1, 3) t`,
      place.scope.organization.id,
      problemId,
      versionId,
      id,
      ids,
    );
    for (const { id: userId } of people) await makeGrade(place.scope, { assignmentId: id, userId });
    const counted = () =>
      rows<{ points: number; n: number; version: number }>(
        `select points::float8 as points, assignment_version as version, count(*)::int as n from grade
          where assignment_id = ? group by 1, 2`,
        id,
      );
    expect(await counted()).toEqual([{ points: 100, version: 1, n: 100 }]);
    const dates = { releaseAt: null, dueAt: null, lateUntil: null, latePercentPerDay: 0, minutes: null } as const;
    const rest = { instructions: null, attempts: null, isOptional: false, groupSet: null, title: null } as const;
    const wanted = { policy: 'last', gradeRelease: 'auto' } as const;
    await editAssignment(place.scope, { assignmentId: id, version: 1, ...dates, ...rest, ...wanted });
    expect((await place.teacher.read(`/assignments/${id}/students`)).data).toMatchObject({ outdated: 100 });
    await anew(id);
    expect(await counted()).toEqual([{ points: 50, version: 2, n: 100 }]);
    expect((await place.teacher.read(`/assignments/${id}/students`)).data).toMatchObject({
      outdated: 0,
      medianPoints: 50,
    });
  }, 120_000);
});

describe('an extension that is given after the fact', () => {
  it('takes the lateness from work that was handed in before, for this person alone', async () => {
    const { id, problemId } = await place.assign({
      dueAt: from(-hour),
      lateUntil: from(48 * hour),
      latePercentPerDay: 20,
    });
    const of = { assignmentId: id, problemId };
    for (const { id: userId } of [place.student, place.fellow])
      await handIn(place.scope, userId, of, ['passed', 'passed']);
    expect(await pointsOf(id, place.student.id)).toBe(80);
    const given = { dueAt: from(hour), lateUntil: null, extraAttempts: 0, extraMinutes: 0, reason: 'She was ill' };
    await giveExtension(place.scope, { assignmentId: id, userId: place.student.id, groupId: null, ...given });
    await anew(id);
    expect(await pointsOf(id, place.student.id)).toBe(100);
    expect(await pointsOf(id, place.fellow.id)).toBe(80);
  });
});

describe('a student who leaves and comes back', () => {
  it('has the grade that was made meanwhile, and is in the class again', async () => {
    const { id, problemId } = await place.assign();
    const listed = async () => {
      const { data } = await place.teacher.read(`/assignments/${id}/students?q=Somebody`);
      return (data.rows as { id: string; points: number | null }[]).filter((row) => row.id === place.fellow.id);
    };
    const leave = (when: string) =>
      rows(
        `update enrollment set left_at = ${when} where user_id = ? and course_id = ?`,
        place.fellow.id,
        place.courseId,
      );
    await handIn(place.scope, place.fellow.id, { assignmentId: id, problemId }, ['passed', 'wrong']);
    expect(await listed()).toMatchObject([{ points: 25 }]);
    await leave('now()');
    expect(await listed()).toEqual([]);
    expect((await place.fellow.page(`/assignments/${id}`)).status).toBe(404);
    expect((await place.teacher.page(`/assignments/${id}/students/${place.fellow.id}`)).words).toContain(
      'Left the course',
    );
    // Handed in before, judged after.
    await handIn(place.scope, place.fellow.id, { assignmentId: id, problemId }, ['passed', 'passed']);
    await leave('null');
    expect(await listed()).toMatchObject([{ points: 100 }]);
    expect((await place.fellow.page(`/assignments/${id}`)).words).toContain('100 / 100 points');
  });
});
