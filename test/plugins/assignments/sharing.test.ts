import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { selectCountedPeople } from '#plugins/assignments';
import { makeGrade } from '../../../plugins/grading/make-grade.ts';
import { aGroup } from '../../support/course-factories.ts';
import { openClass, right, type Class } from './open-class.ts';

let place: Class;
let groupId: string;
beforeAll(async () => {
  place = await openClass();
  const people = [place.student.id, place.fellow.id];
  groupId = await aGroup(place.scope, { courseId: place.courseId, text: 'Projects', people });
});
afterAll(() => place.app.stop());

const program = { language: 'python', code: right };

/** An assignment that the groups hand in together. */
async function together(attempts?: number) {
  const { id } = await place.assign();
  const rules = { version: 1, groupSet: 'Projects', ...(attempts === undefined ? {} : { attempts }) };
  await place.teacher.post(`/assignments/${id}/settings`, rules);
  return id;
}

const handIn = async (id: string, who: Class['student']) =>
  (await who.post(`/assignments/${id}/submissions`, program)).data.id as string;
const countedFor = async (submissionId: string) =>
  (await place.scope.transaction((inside) => selectCountedPeople(inside, submissionId)))
    .map(({ userId }) => userId)
    .toSorted();

describe('groups that submit together', () => {
  it("have what one of them hands in counted for each who is in it then, and use up each other's attempts [E-05]", async () => {
    const id = await together(2);
    const submissionId = await handIn(id, place.student);
    expect(await countedFor(submissionId)).toEqual([place.student.id, place.fellow.id].toSorted());
    await handIn(id, place.fellow);
    expect(await place.student.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status: 409 });
    expect((await place.fellow.read(`/assignments/${id}`)).data).toMatchObject({ attemptsLeft: 0 });
    expect(await place.fellow.read(`/submissions/${submissionId}`)).toMatchObject({ status: 200 });
    expect(await place.stranger.read(`/submissions/${submissionId}`)).toMatchObject({ status: 404 });
  });

  it('both have the grade; who comes later has none of it, who leaves keeps it', async () => {
    const id = await together();
    const submissionId = await handIn(id, place.student);
    await place.scope.transaction(async ({ em }) => {
      await em.execute(`update submission set status = 'ACCEPTED', points = 4, max_points = 4 where id = ?`, [
        submissionId,
      ]);
      await em.execute('delete from group_member where group_id = ? and user_id = ?', [groupId, place.fellow.id]);
    });
    for (const { id: userId } of [place.student, place.fellow])
      await makeGrade(place.scope, { assignmentId: id, userId });
    const grades = await place.scope.transaction(({ em }) =>
      em.execute<{ points: number }[]>('select points::float8 as points from grade where assignment_id = ?', [id]),
    );
    expect(grades).toEqual([{ points: 100 }, { points: 100 }]);
    expect(await countedFor(await handIn(id, place.student))).toEqual([place.student.id]);
    await place.scope.transaction(({ em, organization }) =>
      em.execute(
        'insert into group_member (id, organization_id, group_id, user_id) values (gen_random_uuid(), ?, ?, ?)',
        [organization.id, groupId, place.fellow.id],
      ),
    );
  });

  it('count alone where the assignment names no set, and for those who teach and try out', async () => {
    const { id } = await place.assign();
    expect(await countedFor(await handIn(id, place.student))).toEqual([place.student.id]);
    expect(await countedFor(await handIn(await together(), place.teacher))).toEqual([place.teacher.id]);
  });
});
