import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Attempt } from '#plugins/assignments';
import { gradeOf, type Rules } from '#plugins/grading';

const problemId = randomUUID();
const due = Date.UTC(2026, 2, 9, 22, 59);
const hour = 3_600_000;

const rules = (given: Partial<Rules> = {}): Rules => ({
  policy: 'best',
  attempts: null,
  releaseAt: null,
  dueAt: new Date(due),
  lateUntil: new Date(due + 72 * hour),
  latePercentPerDay: 10,
  minutes: null,
  starts: [],
  problems: [{ problemId, points: 20 }],
  ...given,
});

/** Handed in so many ms after the due date, with so many of four points. */
const attempt = (after: number, points: number, given: Partial<Attempt> = {}): Attempt => ({
  id: randomUUID(),
  problemId,
  acceptedAt: new Date(due + after),
  status: points === 4 ? 'ACCEPTED' : 'FAILED',
  isUnjudged: false,
  points,
  maxPoints: 4,
  ...given,
});

describe('a grade', () => {
  it.each([
    ['in time', -hour, 4, 20, 0],
    ['in the second in which it is due', 999, 4, 20, 0],
    ['in the second after', 1_000, 4, 18, 10],
    ['partly right', -hour, 1, 5, 0],
    ['partly right, and a day late', 25 * hour, 1, 4, 20],
    ['all wrong, and late', hour, 0, 0, 10],
    ['in the last second', 72 * hour + 999, 4, 14, 30],
  ])(
    'of work handed in %s is what its tests give, less what lateness takes [E-07]',
    (_name, after, got, points, late) => {
      expect(gradeOf([attempt(after, got)], rules())).toMatchObject({ points, maximum: 20, latePercent: late });
    },
  );

  it('counts nothing that came after the end', () => {
    const late = attempt(72 * hour + 1_000, 4);
    expect(gradeOf([late], rules())).toMatchObject({
      points: null,
      submissionId: null,
      why: [{ handedIn: 1, counted: 0 }],
    });
    expect(gradeOf([attempt(0, 1), late], rules())).toMatchObject({ points: 5 });
  });

  it.each([
    ['best', [1, 4, 2], 1],
    ['last', [1, 4, 2], 2],
    ['first', [1, 4, 2], 0],
    ['best', [2, 2], 0],
  ] as const)('by the policy %s of %j takes the right one', (policy, points, place) => {
    const attempts = points.map((got, index) => attempt(index - hour, got));
    expect(gradeOf(attempts, rules({ policy }))).toMatchObject({ submissionId: attempts[place]!.id });
  });

  it('takes for the best what is best after lateness: half in time before all of it very late', () => {
    const [half, all] = [attempt(-hour, 2), attempt(hour, 4)];
    expect(gradeOf([half, all], rules({ latePercentPerDay: 60 }))).toMatchObject({ points: 10, submissionId: half.id });
    expect(gradeOf([half, all], rules({ latePercentPerDay: 40 }))).toMatchObject({ points: 12, submissionId: all.id });
  });

  it('counts a program that crashed in some tests for those that it passed', () => {
    const crashed = attempt(-1, 3, { status: 'ERROR' });
    expect(gradeOf([crashed], rules())).toMatchObject({ points: 15, submissionId: crashed.id });
  });

  it('counts no more attempts than there are, and none that could not be judged', () => {
    const attempts = [attempt(-3, 0, { status: 'ERROR', isUnjudged: true }), attempt(-2, 1), attempt(-1, 4)];
    expect(gradeOf(attempts, rules({ attempts: 1 }))).toMatchObject({ points: 5, why: [{ handedIn: 3, counted: 1 }] });
    expect(gradeOf(attempts, rules({ attempts: 2 }))).toMatchObject({ points: 20 });
  });

  it.each([
    ['best', 1],
    ['last', 1],
    ['first', 1],
  ] as const)('by the policy %s keeps what counts while a newer one is judged', (policy, got) => {
    const attempts = [attempt(-2, got), attempt(-1, 0, { status: 'RUNNING' })];
    expect(gradeOf(attempts, rules({ policy }))).toMatchObject({ points: 5, submissionId: attempts[0]!.id });
  });

  it('is none while the only one that counts is judged', () => {
    const attempts = [attempt(-2, 0, { status: 'PENDING' }), attempt(-1, 4)];
    expect(gradeOf(attempts, rules({ policy: 'first' })).points).toBeNull();
    expect(gradeOf([], rules())).toMatchObject({ points: null, maximum: 20 });
  });

  it('of several problems is the sum of what each gave, and says so of each', () => {
    const other = randomUUID();
    const problems = [
      { problemId, points: 20 },
      { problemId: other, points: 10 },
    ];
    const attempts = [attempt(-hour, 4), attempt(hour, 2, { problemId: other })];
    expect(gradeOf(attempts, rules({ problems }))).toMatchObject({
      points: 24.5,
      maximum: 30,
      latePercent: 2,
      submissionId: attempts[1]!.id,
      why: [
        { points: 20, latePercent: 0 },
        { points: 4.5, latePercent: 10, share: 0.5, worth: 10 },
      ],
    });
  });

  it('has four decimals, which do not add up to more than there is', () => {
    const thirds = Array.from({ length: 3 }, () => ({ problemId: randomUUID(), points: 1 }));
    const attempts = thirds.map(({ problemId: id }) => attempt(-1, 1, { problemId: id, points: 1, maxPoints: 3 }));
    expect(gradeOf(attempts, rules({ problems: thirds }))).toMatchObject({ points: 0.9999, maximum: 3 });
  });

  it('is adjusted by what plugins say, never below nothing, and only where something counts', () => {
    const because = (amount: number) => ({ amount, reason: { key: 'some.reason', parameters: {} } });
    const given = (amounts: readonly number[]) => gradeOf([attempt(-1, 2)], rules(), amounts.map(because));
    expect(given([2, -0.5])).toMatchObject({ points: 11.5, adjustments: [{ amount: 2 }, { amount: -0.5 }] });
    expect(given([-30])).toMatchObject({ points: 0 });
    expect(gradeOf([], rules(), [because(5)])).toMatchObject({ points: null, adjustments: [] });
  });
});
