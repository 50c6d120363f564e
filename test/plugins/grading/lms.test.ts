import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { User } from '#src/people/user.entity.ts';
import { startSession } from '#src/sessions/start-session.ts';
import { reconcileLineItem } from '../../../lti/scores/reconcile-line-item.ts';
import { tellJudgingJob } from '../../../plugins/grading/telling/tell-judging.ts';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { json } from '../../support/web.ts';
import { openGraded, type Graded } from './open-graded.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const run = { signal: new AbortController().signal, attempt: 1 };

async function withGraded(work: (place: Graded) => Promise<void>, options: Parameters<typeof openGraded>[1] = {}) {
  const place = await openGraded(tool, options);
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

/** Somebody who teaches there, asking as a program. */
async function aTeacher({ launch, inside }: Graded) {
  const { userId } = await launch({ [names.roles]: [roles.instructor] });
  const token = await (
    await inside()
  ).transaction(async (scope) => {
    const user = await scope.em.findOneOrFail(User, { id: userId });
    return (await startSession(scope, user, { ip: '127.0.0.1', userAgent: null })).token;
  });
  const client = tool.client({ authorization: `Bearer ${token}`, ...json, 'content-type': 'application/json' });
  const ask = async (path: string, init: { method?: string; body?: string } = {}) => {
    const { status, page } = await client.ask(`/api/v1${path}`, init);
    return { status, data: (JSON.parse(page) as { data: Record<string, unknown> }).data };
  };
  return { read: (path: string) => ask(path), post: (path: string) => ask(path, { method: 'POST', body: '{}' }) };
}

describe('what the LMS holds', () => {
  it('stands beside what we hold: drift is marked, left or replaced, for one student and among all [B-11]', () =>
    withGraded(async (place) => {
      const { grades, assignmentId, student, handIn, make, inside, scoreOf } = place;
      await handIn(student.userId, 2);
      await make();
      await grades.deliver(student.userId);
      const teacher = await aTeacher(place);
      const path = `/assignments/${assignmentId}/students`;
      const shown = async () => (await teacher.read(`${path}/${student.userId}`)).data.lms;
      expect(await shown()).toMatchObject({ state: 'sent', points: 50, maximum: 100 });

      const [key] = grades.gradebook.stored.keys();
      grades.gradebook.stored.set(key!, { ...grades.gradebook.stored.get(key!)!, scoreGiven: 90 });
      expect((await teacher.post(`${path}/${student.userId}/comparison`)).status).toBe(200);
      await reconcileLineItem(await inside(), grades.lineItemId);
      expect(await shown()).toMatchObject({ state: 'drift', points: 90 });
      const rows = async (filter: string) => (await teacher.read(`${path}?lms=${filter}`)).data.rows;
      expect(await rows('drift')).toMatchObject([{ points: 50, lms: { state: 'drift', points: 90 } }]);
      expect(await rows('failed')).toEqual([]);

      // Sending again is no order to overwrite what somebody entered there.
      expect((await teacher.post(`${path}/${student.userId}/sending`)).status).toBe(200);
      expect(await shown()).toMatchObject({ state: 'drift' });
      expect((await teacher.post(`${path}/${student.userId}/keeping`)).status).toBe(200);
      expect(await shown()).toMatchObject({ state: 'kept', points: 90 });
      expect((await teacher.post(`${path}/${student.userId}/replacement`)).status).toBe(200);
      expect((await teacher.post(`${path}/${student.userId}/replacement`)).status).toBe(409);
      await grades.deliver(student.userId);
      expect(await shown()).toMatchObject({ state: 'sent', points: 50 });
      expect(grades.gradebook.posts.at(-1)!.score).toMatchObject({ scoreGiven: 50 });
      expect(await scoreOf()).toMatchObject({ state: 'sent' });
    }));

  it('is told again of one student on demand', () =>
    withGraded(async (place) => {
      const { grades, assignmentId, student, handIn, make } = place;
      await handIn(student.userId, 2);
      await make();
      await grades.deliver(student.userId);
      const teacher = await aTeacher(place);
      await teacher.post(`/assignments/${assignmentId}/students/${student.userId}/sending`);
      await grades.deliver(student.userId);
      expect(grades.gradebook.posts.map(({ score }) => score.scoreGiven)).toEqual([50, 50]);
    }));
});

describe('work whose verdict takes its time', () => {
  const tell = async ({ inside }: Graded, submissionId: string) => {
    const scope = await inside();
    await scope.transaction((within) => tellJudgingJob.run(within as never, { submissionId }, run));
  };

  it('is told to be judged, once, with the points that count so far, until the verdict is told', () =>
    withGraded(async (place) => {
      const { student, handIn, make, scoreOf } = place;
      await handIn(student.userId, 1);
      await make();
      const waits = await handIn(student.userId, null);
      await tell(place, waits);
      const judging = { activity_progress: 'Submitted', grading_progress: 'Pending', score_given: 25 };
      expect(await scoreOf()).toMatchObject({ ...judging, revision: 2 });
      await tell(place, waits);
      await tell(place, await handIn(student.userId, null));
      expect(await scoreOf()).toMatchObject({ revision: 2 });
      await make();
      expect(await scoreOf()).toMatchObject({ grading_progress: 'FullyGraded', score_given: 25, revision: 3 });
    }));

  it('is not told of what has its verdict, nor to an LMS that would take the grade away for it', () =>
    withGraded(
      async (place) => {
        const { student, handIn, make, scoreOf } = place;
        const judged = await handIn(student.userId, 2);
        await make();
        await tell(place, judged);
        expect(await scoreOf()).toMatchObject({ grading_progress: 'FullyGraded', revision: 1 });
        await tell(place, await handIn(student.userId, null));
        await make();
        expect(await scoreOf()).toMatchObject({ grading_progress: 'FullyGraded', score_given: 50, revision: 1 });
      },
      { productFamily: 'moodle' },
    ));
});
