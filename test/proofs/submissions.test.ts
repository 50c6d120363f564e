import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { eventually } from '../support/app.ts';
import { aSignedInPerson } from '../support/people.ts';
import { aProblem } from '../support/problem-factories.ts';
import { handIn } from './submissions/hand-in.ts';
import { kept } from './submissions/kept.ts';
import { openInstallation, victims } from './submissions/open-installation.ts';

const isLong = process.env.ASSAY_LONG === '1';
const plan = isLong ? { submissions: 500, people: 25, kills: 32 } : { submissions: 30, people: 6, kills: 4 };
const right = 'print(sum(map(int, input().split())))';
const isWrong = (number: number) => number % 3 === 0;

it(
  `${plan.submissions} submissions, worker, judge, web and PostgreSQL killed ${plan.kills} times: what was taken is kept, and has one verdict, the right one [F1-21, F2-24, F2-25]`,
  async () => {
    const { address, scope, kill, close } = await openInstallation();
    const { id: problemId } = await aProblem(scope);
    const taken: string[] = [];
    const people = await Promise.all(Array.from({ length: plan.people }, () => aSignedInPerson(scope, ['learner'])));
    const handingIn = people.map(async ({ authorization }, first) => {
      for (let number = first; number < plan.submissions; number += plan.people) {
        const code = isWrong(number) ? 'print(3)' : right;
        taken.push(await handIn({ address, authorization, problemId, code }));
      }
    });
    // Each is killed in the midst of what it does: when the next share of the work has a verdict, and a moment more.
    for (let turn = 0; turn < plan.kills; turn += 1) {
      const share = (turn * plan.submissions) / (plan.kills + 2);
      await eventually(async () => ((await kept(scope))?.judged ?? -1) >= share, 300);
      await sleep(Math.random() * 1_000);
      await kill[victims[turn % victims.length]!](Math.random() * 500);
    }
    await Promise.all(handingIn);
    const found = await eventually(
      async () => {
        const now = await kept(scope);
        return now?.judged === plan.submissions ? now : null;
      },
      isLong ? 1_800 : 300,
    );
    await close();

    const wrong = Array.from({ length: plan.submissions }, (_, number) => number).filter(isWrong).length;
    expect(found).toEqual({
      ids: taken.toSorted(),
      judged: plan.submissions,
      accepted: plan.submissions - wrong,
      failed: wrong,
      runs: plan.submissions * 2,
      counted: plan.submissions,
    });
  },
  isLong ? 3_600_000 : 900_000,
);
