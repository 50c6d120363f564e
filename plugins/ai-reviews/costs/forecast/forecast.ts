/** A day in UTC, as `2026-11-28`, and how much of something there was. */
export interface DayOfUse {
  readonly day: string;
  readonly amount: number;
}

/** What a month will come to, if the days that are left are like those of the last four weeks. */
export interface Forecast {
  readonly total: number;
  /** Between these with a chance of four in five, if days differ by chance alone. */
  readonly low: number;
  readonly high: number;
  /** `weekdays`: each day as its weekday was. `mean`: all alike, as long as there are less than two weeks to look at. */
  readonly from: 'weekdays' | 'mean';
  /** Ended days that were looked at. */
  readonly daysSeen: number;
  /** The day of this month on which the limit is reached; null where it is not. */
  readonly reachedOn: string | null;
  /** What there is at the end of each day of the month: as it was, and from today on as expected. */
  readonly sums: readonly { readonly day: string; readonly sum: number; readonly isExpected: boolean }[];
}

/** Fewer days say nothing. */
export const fewestDays = 3;
const mostDays = 28;
const daysForWeekdays = 14;
/** Of a normal distribution, for four in five. */
const deviations = 1.28;

/**
 * Of days that follow each other, the last of which is today and not over. They reach back to the first of the month at least. Null
 * where there are too few days since there was anything at all.
 */
export function forecast(days: readonly DayOfUse[], limit: number): Forecast | null {
  const ended = days.slice(0, -1);
  const began = ended.findIndex(({ amount }) => amount > 0);
  const seen = began < 0 ? [] : ended.slice(began).slice(-mostDays);
  if (seen.length < fewestDays) return null;
  const model = modelOf(seen);
  const today = days.at(-1)!;
  const rest = Math.max(0, model.expects(today.day) - today.amount);
  const sums = sumsOf(days, model.expects, rest);
  const total = sums.at(-1)!.sum;
  const soFar = total - expectedSum(sums, today, rest);
  const spread = deviations * model.deviation * Math.sqrt(daysAfter(sums, today.day) + 1);
  return {
    total,
    low: Math.max(soFar, total - spread),
    high: total + spread,
    from: model.from,
    daysSeen: seen.length,
    reachedOn: sums.find(({ sum }) => sum >= limit)?.day ?? null,
    sums,
  };
}

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function modelOf(seen: readonly DayOfUse[]) {
  const overall = mean(seen.map(({ amount }) => amount));
  const byWeekday = seen.length >= daysForWeekdays;
  const expects = (day: string) =>
    byWeekday ? mean(seen.filter((one) => weekdayOf(one.day) === weekdayOf(day)).map(({ amount }) => amount)) : overall;
  const squares = seen.reduce((sum, { day, amount }) => sum + (amount - expects(day)) ** 2, 0);
  const free = seen.length - (byWeekday ? 7 : 1);
  return { expects, deviation: Math.sqrt(squares / free), from: byWeekday ? 'weekdays' : 'mean' } as const;
}

/** The month of today, day by day. */
function sumsOf(days: readonly DayOfUse[], expects: (day: string) => number, rest: number): Forecast['sums'] {
  const today = days.at(-1)!.day;
  const month = today.slice(0, 7);
  const known = new Map(days.map(({ day, amount }) => [day, amount]));
  let sum = 0;
  return daysOf(month).map((day) => {
    const isExpected = day >= today;
    sum += day > today ? expects(day) : (known.get(day) ?? 0) + (day === today ? rest : 0);
    return { day, sum, isExpected };
  });
}

function daysOf(month: string): string[] {
  const [year, number] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year!, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}

const daysAfter = (sums: Forecast['sums'], today: string) => sums.filter(({ day }) => day > today).length;

/** Of the month's sum, what is not there yet. */
function expectedSum(sums: Forecast['sums'], today: DayOfUse, rest: number): number {
  const atToday = sums.find(({ day }) => day === today.day)!.sum;
  return sums.at(-1)!.sum - atToday + rest;
}
