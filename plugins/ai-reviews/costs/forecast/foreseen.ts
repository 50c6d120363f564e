import { z } from 'zod';
import { Chart, chart } from '#src/charts/chart.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { SpendingHistory } from '../spending-state.ts';
import { fewestDays, forecast, type Forecast } from './forecast.ts';
import { selectHandedIn } from './select-history.ts';

const Range = z.object({ total: z.number(), low: z.number(), high: z.number() });

/** What the end of the month will bring, in figures and as a picture. */
export const Foreseen = z.object({
  from: z.enum(['weekdays', 'mean']),
  daysSeen: z.int(),
  /** US dollars. */
  cost: Range,
  tokens: z.number().nullable(),
  submissions: Range.nullable(),
  /** The day (UTC) on which the budget is spent; null where it lasts. */
  reachedOn: z.iso.datetime().nullable(),
  hasBudget: z.boolean(),
  /** US dollars; 0 where there is none. */
  budget: z.number(),
  /** Today. */
  until: z.iso.datetime(),
  /** US cents, added up day by day; and the budget as a second line, which is named by its amount. */
  chart: Chart,
});
export type Foreseen = z.output<typeof Foreseen>;

/** How many days there have to be first. */
export const daysNeeded = fewestDays;

/** Null where there are too few days to look at. One statement, or none. */
export async function foreseenIn(
  scope: Scope,
  { days, forecast: cost, budget }: SpendingHistory,
): Promise<Foreseen | null> {
  if (!cost) return null;
  const hasBudget = Number.isFinite(budget) && budget > 0;
  const submissions = forecast(await selectHandedIn(scope), Infinity);
  const tokens = forecast(
    days.map(({ day, tokens: amount }) => ({ day, amount })),
    Infinity,
  );
  return {
    from: cost.from,
    daysSeen: cost.daysSeen,
    cost: ranged(cost, 1_000_000),
    tokens: tokens && Math.round(tokens.total),
    submissions: submissions && ranged(submissions, 1),
    reachedOn: budget > 0 && cost.reachedOn ? noon(cost.reachedOn) : null,
    hasBudget,
    budget: hasBudget ? budget / 1_000_000 : 0,
    until: noon(days.at(-1)!.day),
    chart: await chart({
      kind: 'area',
      columns: cost.sums.map(({ day }) => day.slice(5)),
      series: [
        { name: '', values: cost.sums.map(({ sum }) => cents(sum)) },
        ...(hasBudget ? [{ name: named(scope, budget), values: cost.sums.map(() => cents(budget)) }] : []),
      ],
    }),
  };
}

const cents = (micros: number) => Math.round(micros / 1_000) / 10;

const named = ({ locale }: Scope, micros: number) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(micros / 1_000_000);

const ranged = ({ total, low, high }: Forecast, unit: number) => {
  const inUnits = (value: number) => (unit === 1 ? Math.round(value) : value / unit);
  return { total: inUnits(total), low: inUnits(low), high: inUnits(high) };
};

/** In every time zone but the outermost the same day. */
const noon = (day: string) => `${day}T12:00:00.000Z`;
