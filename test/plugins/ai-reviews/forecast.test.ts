import { describe, expect, it } from '@jest/globals';
import { forecast, type DayOfUse } from '../../../plugins/ai-reviews/costs/forecast/forecast.ts';

const dayMs = 86_400_000;

/** Days until the given one, which is today; each as `amountOf` its weekday (0 is Sunday) and how long ago it is. */
function until(today: string, count: number, amountOf: (weekday: number, ago: number) => number): DayOfUse[] {
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const ago = count - 1 - index;
    const at = new Date(last - ago * dayMs);
    return { day: at.toISOString().slice(0, 10), amount: amountOf(at.getUTCDay(), ago) };
  });
}

const isWeekend = (weekday: number) => weekday === 0 || weekday === 6;

describe('what a month will come to', () => {
  it('follows the weekdays of the last four weeks', () => {
    // 2026-11-16 is a Monday: the two weeks that are left have ten working days, with what is left of this one.
    const days = until('2026-11-16', 35, (weekday, ago) => (ago === 0 || isWeekend(weekday) ? 0 : 10));
    const found = forecast(days, 1_000)!;
    expect(found).toMatchObject({ from: 'weekdays', daysSeen: 28, reachedOn: null });
    // Twenty-one working days of November.
    expect(found.total).toBeCloseTo(210);
    expect(found.high - found.low).toBeCloseTo(0);
    expect(found.sums).toHaveLength(30);
    const weekend = found.sums.filter(({ day }) => ['2026-11-20', '2026-11-21', '2026-11-22'].includes(day));
    expect(new Set(weekend.map(({ sum }) => Math.round(sum))).size).toBe(1);
  });

  it('says on which day the budget is reached, also where that is behind us', () => {
    const days = until('2026-11-16', 35, (_weekday, ago) => (ago === 0 ? 0 : 10));
    // 150 until yesterday, 160 with today, and so on.
    expect(forecast(days, 205)!.reachedOn).toBe('2026-11-21');
    expect(forecast(days, 100)!.reachedOn).toBe('2026-11-10');
    expect(forecast(days, 301)!.reachedOn).toBeNull();
    expect(forecast(days, Infinity)!.reachedOn).toBeNull();
  });

  it('takes the mean of all days as long as there are not two weeks, and says nothing of fewer than three', () => {
    const since = (ago: number) => until('2026-11-16', 35, (_weekday, day) => (day > 0 && day <= ago ? 6 : 0));
    expect(forecast(since(5), Infinity)).toMatchObject({ from: 'mean', daysSeen: 5 });
    // Five days of six, this one, and the fourteen that are left.
    expect(forecast(since(5), Infinity)!.total).toBeCloseTo(6 * (5 + 1 + 14));
    expect(forecast(since(2), Infinity)).toBeNull();
    expect(forecast(since(0), Infinity)).toBeNull();
    expect(forecast(since(14), Infinity)).toMatchObject({ from: 'weekdays', daysSeen: 14 });
  });

  it('counts what today has brought already, and never less than what there is', () => {
    const busy = until('2026-11-16', 35, (_weekday, ago) => (ago === 0 ? 25 : 10));
    const quiet = until('2026-11-16', 35, (_weekday, ago) => (ago === 0 ? 4 : 10));
    expect(forecast(busy, Infinity)!.total - forecast(quiet, Infinity)!.total).toBeCloseTo(15);
    const wild = until('2026-11-16', 35, (_weekday, ago) => (ago % 5 === 0 ? 100 : 0));
    const { low, total, high } = forecast(wild, Infinity)!;
    const soFar = wild.filter(({ day }) => day.startsWith('2026-11')).reduce((sum, { amount }) => sum + amount, 0);
    expect(low).toBeGreaterThanOrEqual(soFar);
    expect(low).toBeLessThan(total);
    expect(high).toBeGreaterThan(total);
  });

  it('ends with the month, also on its last day and in a leap year', () => {
    const last = forecast(
      until('2026-11-30', 35, () => 10),
      Infinity,
    )!;
    expect(last.sums).toHaveLength(30);
    expect(last.total).toBeCloseTo(300);
    expect(
      forecast(
        until('2028-02-10', 35, () => 1),
        Infinity,
      )!.sums,
    ).toHaveLength(29);
  });

  it.each(['2026-09-15', '2026-10-20', '2026-11-25'])(
    'lies near what a term of weekdays that differ and days that vary came to (%s)',
    (today) => {
      // Busy before Sunday's deadline, quiet after it, and every day up to a fifth more or less.
      const shape = [30, 4, 6, 8, 12, 18, 22];
      const wobble = (day: string) => 0.8 + ((Number(day.replaceAll('-', '')) * 7_919) % 400) / 1_000;
      const amountOf = (day: string) => shape[new Date(`${day}T00:00:00Z`).getUTCDay()]! * wobble(day);
      const days = until(today, 35, () => 0).map(({ day }) => ({ day, amount: day === today ? 0 : amountOf(day) }));
      const { total, sums } = forecast(days, Infinity)!;
      const truth = sums.reduce((sum, { day }) => sum + amountOf(day), 0);
      expect(Math.abs(total - truth) / truth).toBeLessThan(0.1);
    },
  );
});
