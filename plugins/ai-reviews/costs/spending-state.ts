import type { Scope } from '#src/scope/scope.ts';
import { microsPerCent } from '../model/cost-of.ts';
import { readRules } from '../organization/read-rules.ts';
import { forecast, type Forecast } from './forecast/forecast.ts';
import { selectHistory, type Day } from './forecast/select-history.ts';

/** `unusual`: today costs far more than a day does. `forecast`: the month will, as it goes. `spent`: there is nothing left. */
export const alarmKinds = ['unusual', 'forecast', 'spent'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** In millionths of a US dollar; days and months end at midnight in UTC. */
export interface Spent {
  readonly today: number;
  /** Of the 28 days before today: mean, standard deviation, and on how many something was spent. */
  readonly mean: number;
  readonly deviation: number;
  readonly busyDays: number;
  readonly month: number;
  /** What the month will come to; what it has, where nothing can be said. */
  readonly expected: number;
}

export interface SpendingState extends Spent {
  /** What the month may cost; Infinity where the organization pays itself and has set no limit. */
  readonly budget: number;
  /** Above this a day is unusual. */
  readonly usualUpTo: number;
  readonly alarms: readonly AlarmKind[];
}

/** The same with the days from which it is seen; the forecast is null where they are too few. */
export interface SpendingHistory extends SpendingState {
  readonly days: readonly Day[];
  readonly forecast: Forecast | null;
}

/** What is spent, what may be, and what is odd about it. Two statements. */
export async function readSpendingState(scope: Scope): Promise<SpendingHistory> {
  const { days, hasOwnKey } = await selectHistory(scope);
  const { budgetCents } = await readRules(scope, { hasOwnKey });
  const budget = budgetCents * microsPerCent;
  const foreseen = forecast(
    days.map(({ day, micros }) => ({ day, amount: micros })),
    budget,
  );
  return { ...judgeSpending(spentIn(days, foreseen), budget), days, forecast: foreseen };
}

const daysCompared = 28;

function spentIn(days: readonly Day[], foreseen: Forecast | null): Spent {
  const today = days.at(-1)!;
  const ended = days.slice(-1 - daysCompared, -1).map(({ micros }) => micros);
  const mean = sum(ended) / ended.length;
  const squares = sum(ended.map((micros) => (micros - mean) ** 2));
  const month = sum(days.filter(({ day }) => day.slice(0, 7) === today.day.slice(0, 7)).map(({ micros }) => micros));
  return {
    today: today.micros,
    mean,
    deviation: Math.sqrt(squares / (ended.length - 1)),
    busyDays: ended.filter((micros) => micros > 0).length,
    month,
    expected: foreseen?.total ?? month,
  };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** Three standard deviations above the mean: of days that differ by chance alone one in seven hundred. */
const deviations = 3;
/** Fewer days say nothing about what is usual. */
const fewestDays = 7;
/** Less than ten cents is no reason to be told. */
const least = 10 * microsPerCent;

export function judgeSpending(spent: Spent, budget: number): SpendingState {
  const usualUpTo = Math.max(least, spent.mean + deviations * spent.deviation);
  const isSpent = budget > 0 && spent.month >= budget;
  const found = {
    unusual: spent.busyDays >= fewestDays && spent.today > usualUpTo,
    forecast: budget > 0 && !isSpent && spent.expected > budget,
    spent: isSpent,
  };
  return { ...spent, budget, usualUpTo, alarms: alarmKinds.filter((kind) => found[kind]) };
}
