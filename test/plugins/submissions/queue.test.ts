import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, eventually, openTestApp, scopeIn } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { judgeRoomOf } from '../../../judge0/judges-of.ts';
import { estimateWait } from '../../../plugins/submissions/verdict/estimate-wait.ts';
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
});
