import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, eventually, openTestApp, scopeIn } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { aSubmission } from '../../support/submission-factories.ts';
import { judgeRoomOf } from '../../../judge0/judges-of.ts';
import { estimateWait } from '../../../plugins/submissions/verdict/estimate-wait.ts';
import { readLine } from '../../../plugins/submissions/verdict/read-line.ts';
import { tellWaiting } from '../../../plugins/submissions/verdict/tell-waiting.ts';
import { manyExecutions, serve, somebody, stateOf } from './a-classroom.ts';

const right = 'print(sum(map(int, input().split())))';

describe('the line in which submissions wait', () => {
  let app: App;
  let address: string;
  beforeAll(async () => {
    app = await openTestApp({ works: true, environment: manyExecutions });
    address = await serve(app);
  });
  afterAll(() => app.stop());

  it("lets one person's many delay another's one by at most one [F2-24]", async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const [many, one] = [await somebody(scope, address, 'learner'), await somebody(scope, address, 'learner')];
    const theirs: string[] = [];
    for (let turn = 0; turn < 15; turn += 1)
      theirs.push(await many.submit(problemId, `import time\ntime.sleep(0.3)\n${right}`));
    const before = await judgedCount();
    const mine = await one.judged(await one.submit(problemId, right));
    expect(mine.verdict).toBe('ACCEPTED');
    const judgedAt = new Date(String(mine.judgedAt));
    const [row] = await scope.transaction(
      ({ em }) =>
        em.execute<{ during: number }[]>(
          `select count(*)::int as during from submission where user_id = ? and judged_at < ? and judged_at > ?`,
          [many.user.id, judgedAt, new Date(String(mine.acceptedAt))],
        ),
      { readOnly: true },
    );
    expect(before).toBeLessThan(theirs.length);
    // A program that sleeps takes longer by the clock than it needs a processor.
    await many.judged(theirs[0]!);
    const stretchOf = async (id: string) => {
      const [found] = await scope.transaction(
        ({ em }) => em.execute<{ stretch: number }[]>('select stretch from submission where id = ?', [id]),
        { readOnly: true },
      );
      return found!.stretch;
    };
    expect(await stretchOf(String(mine.id))).toBeGreaterThan(0.5);
    expect(await stretchOf(theirs[0]!)).toBeGreaterThan(5);
    expect(row!.during).toBeLessThanOrEqual(2);

    async function judgedCount() {
      const [found] = await scope.transaction(
        ({ em }) => em.execute<{ judged: number }[]>('select count(judged_at)::int as judged from submission'),
        { readOnly: true },
      );
      return found!.judged;
    }
  }, 120_000);
});

describe('while no judge answers', () => {
  it('a submission waits and says so; as soon as one does, it is judged by itself [F1-21]', async () => {
    const first = await openTestApp({ works: true, environment: manyExecutions });
    const address = await serve(first);
    const scope = await aScope(first);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, `import time\ntime.sleep(1)\n${right}`);
    await eventually(async () => (await stateOf(scope, id)).status === 'RUNNING', 30);
    const judges = await judgeRoomOf(scope).judges();
    await eventually(async () => {
      judges.close();
      return (await stateOf(scope, id)).obstacle === 'judgesUnavailable';
    }, 60);
    expect(await student.page(`/submissions/${id}`)).toContain('No judge answers at the moment');
    await first.stop();
    const second = await openTestApp({ works: true });
    const inside = await scopeIn(second, scope.organization.id);
    await eventually(async () => (await stateOf(inside, id)).status === 'ACCEPTED', 60);
    await second.stop();
  }, 240_000);
});

describe('the estimate of a wait', () => {
  const line = (groups: readonly string[]) => ({
    waiting: groups.map((group, at) => ({ group, at })),
    lanes: 2,
    seconds: 3,
    slowed: 1,
  });

  it('counts those before, shared among the lanes', () => {
    expect(estimateWait(line(['a', 'b', 'c', 'd']), { group: 'me', at: 9 })).toEqual({ ahead: 4, seconds: 9 });
    expect(estimateWait(line(['a', 'b']), { group: 'me', at: 0 })).toEqual({ ahead: 0, seconds: 3 });
  });

  it('counts of somebody with a hundred only what goes before through their one lane, and all of what is mine', () => {
    const hundred = Array.from({ length: 100 }, () => 'a');
    expect(estimateWait(line(hundred), { group: 'me', at: 999 }).ahead).toBe(1);
    expect(estimateWait(line([...hundred.slice(0, 5), 'me', 'me']), { group: 'me', at: 999 }).ahead).toBeGreaterThan(2);
    expect(estimateWait({ ...line(['a']), seconds: null }, { group: 'me', at: 9 }).seconds).toBeNull();
  });

  it('takes a rush to go on for as long as it has, and what is left then to go as fast as otherwise', () => {
    const waiting = Array.from({ length: 60 }, (_, index) => ({ group: `g${index}`, at: index * 1_000 }));
    const rush = { waiting, lanes: 2, seconds: 3, slowed: 2 };
    // 31 turns of 3 s would be 93; 59 s of them while others hand in, the other 34 in half the time.
    expect(estimateWait(rush, { group: 'me', at: 60_000 }).seconds).toBe(59 + 17);
    expect(estimateWait({ ...rush, slowed: 1 }, { group: 'me', at: 60_000 }).seconds).toBe(93);
    // Who is judged while it lasts has nothing of its end.
    expect(estimateWait(rush, { group: 'me', at: 30_000 }).seconds).toBe(48);
    // Of one that has just begun one does not know that it is a rush: 30 of 33 s as slowly as now.
    const beginning = { ...rush, waiting: waiting.slice(0, 20).map(({ group }) => ({ group, at: 0 })) };
    expect(estimateWait(beginning, { group: 'me', at: 1 }).seconds).toBe(32);
  });
});

describe('those who wait', () => {
  let app: App;
  beforeAll(async () => void (app = await openTestApp({ environment: manyExecutions })));
  afterAll(() => app.stop());

  it('are told that the line moved: as many as are judged side by side, and not again at once', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const { id: userId } = (await aSignedInPerson(scope, ['learner'])).user;
    const waiting: string[] = [];
    while (waiting.length < 8) waiting.push((await aSubmission(scope, { userId, problemId })).id);
    const told: string[] = [];
    app.kernel.notifications.on('live', (key) => void told.push(key.split(':').at(-1)!));
    await tellWaiting(scope);
    await eventually(() => Promise.resolve(told.length >= 6));
    expect(told).toEqual(waiting.slice(0, 6));
    await tellWaiting(scope);
    expect(told).toHaveLength(6);
  });
});

describe('how much judging is slowed down', () => {
  let app: App;
  beforeAll(async () => void (app = await openTestApp({ environment: manyExecutions })));
  afterAll(() => app.stop());

  it('is seen from right programs for the same problem in the same language, on whose processor others were or were not', async () => {
    const scope = await aScope(app);
    const [problem, other] = [await aProblem(scope), await aProblem(scope)];
    const { id: userId } = (await aSignedInPerson(scope, ['learner'])).user;
    interface Judged {
      readonly stretch: number;
      readonly minutesAgo: number;
      readonly problemId?: string;
      readonly status?: string;
      readonly language?: string;
    }
    const judged = async (count: number, { stretch, minutesAgo, problemId = problem.id, ...how }: Judged) => {
      for (let made = 0; made < count; made += 1) {
        const { id } = await aSubmission(scope, { userId, problemId });
        const { status = 'ACCEPTED', language = 'python' } = how;
        await scope.transaction(({ em }) =>
          em.execute(
            `update submission set status = ?, language = ?, stretch = ?, started_at = now() - ? * interval '1 min' - interval '4 s',
               judged_at = now() - ? * interval '1 min' where id = ?`,
            [status, language, stretch, minutesAgo, minutesAgo, id],
          ),
        );
      }
    };
    const slowed = async () => {
      const line = await scope.transaction(readLine, { readOnly: true });
      return [line.seconds, line.slowed];
    };
    expect(await slowed()).toEqual([null, 1]);
    await judged(5, { stretch: 1.5, minutesAgo: 100 });
    await judged(5, { stretch: 3, minutesAgo: 1 });
    expect(await slowed()).toEqual([4, 2]);
    // A program that never ends needs hardly more than its processor time, and other languages and problems have figures of their own.
    await judged(3, { stretch: 1, minutesAgo: 100, status: 'TIMEOUT' });
    await judged(3, { stretch: 0.5, minutesAgo: 100, language: 'java' });
    await judged(3, { stretch: 0.7, minutesAgo: 100, problemId: other.id });
    expect(await slowed()).toEqual([4, 2]);
    // Quicker than ever before is not slowed down.
    await judged(40, { stretch: 1.5, minutesAgo: 0 });
    expect((await slowed())[1]).toBeLessThan(1.25);
  });
});
