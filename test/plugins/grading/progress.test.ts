import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClass, type Class } from '../assignments/open-class.ts';
import { recordProgress } from '../../../plugins/grading/progress/record-progress.ts';
import { handIn, judge } from './open-worked.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
}, 120_000);
afterAll(() => place.app.stop());

async function worked() {
  const { id: assignmentId, problemId } = await place.assign();
  const of = { assignmentId, problemId };
  const userId = place.student.id;
  return {
    of,
    handIn: (results: Parameters<typeof handIn>[3]) => handIn(place.scope, userId, of, results),
    recount: () => place.scope.transaction((inside) => recordProgress(inside, { ...of, userId })),
    read: async () => {
      const { data } = await place.teacher.read(`/assignments/${assignmentId}/students/${userId}`);
      return (data.work as Record<string, unknown>[])[0]!;
    },
  };
}

describe('a record of progress', () => {
  it('begins with the first attempt, counts each, and names the best [E-09]', async () => {
    const { handIn: hand, read } = await worked();
    expect(await read()).toMatchObject({ status: 'NOT_STARTED', attempts: 0, firstAttemptedAt: null });
    const first = await hand(['passed', 'wrong']);
    const begun = await read();
    expect(begun).toMatchObject({ status: 'IN_PROGRESS', attempts: 1, bestSubmissionId: first, completedAt: null });
    await hand(['wrong', 'wrong']);
    expect(await read()).toMatchObject({
      attempts: 2,
      bestSubmissionId: first,
      firstAttemptedAt: begun.firstAttemptedAt,
    });
    const better = await hand(['wrong', 'passed']);
    expect(await read()).toMatchObject({ status: 'IN_PROGRESS', attempts: 3, bestSubmissionId: better });
  });

  it('is completed by the first that is right, and stays so whatever comes later [E-09]', async () => {
    const { handIn: hand, read } = await worked();
    const right = await hand(['passed', 'passed']);
    const completed = await read();
    expect(completed).toMatchObject({ status: 'COMPLETED', bestSubmissionId: right });
    await hand(['passed', 'passed']);
    await hand(['wrong', 'wrong']);
    expect(await read()).toMatchObject({ status: 'COMPLETED', attempts: 3, completedAt: completed.completedAt });
    await judge(place.scope, right, ['wrong', 'wrong']);
    expect(await read()).toMatchObject({ status: 'COMPLETED', completedAt: completed.completedAt });
  });

  it('counts an attempt that waits for its verdict, which names no best', async () => {
    const { handIn: hand, read } = await worked();
    await hand(null);
    expect(await read()).toMatchObject({ status: 'IN_PROGRESS', attempts: 1, bestSubmissionId: null });
  });

  it('is the same however often, and by however many at once, it is counted', async () => {
    const { handIn: hand, read, recount } = await worked();
    await hand(['passed', 'wrong']);
    await hand(['passed', 'passed']);
    const before = await read();
    await Promise.all([recount(), recount(), recount()]);
    expect(await read()).toEqual(before);
  });
});
