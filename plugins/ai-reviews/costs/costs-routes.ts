import { z } from 'zod';
import { keepers } from '#plugins/organizations';
import { Chart } from '#src/charts/chart.ts';
import { csvOf } from '#src/http/csv-of.ts';
import { navItem } from '#src/http/nav-item.ts';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { Incident, selectIncidents } from '../incidents/select-incidents.ts';
import { costsPath } from '../paths.ts';
import { costsCsv } from './costs-csv.ts';
import { daysNeeded, Foreseen, foreseenIn } from './forecast/foreseen.ts';
import { CostRow, divisions, selectCosts } from './select-costs.ts';
import { measures, selectDays } from './select-days.ts';
import { alarmKinds, readSpendingState, type SpendingState } from './spending-state.ts';
import { figuresOf } from './watch-spending.ts';

const costsView = view(
  'ai-reviews/costs/show',
  z.object({
    days: z.int(),
    spans: z.array(z.object({ days: z.int(), path: z.string(), isCurrent: z.boolean() })),
    /** US dollars, of whoever pays now. */
    budget: z.object({
      /** Null for no limit. */
      allowed: z.number().nullable(),
      spent: z.number(),
      today: z.number(),
      /** 0 to 1, for the bar; more is 1. */
      share: z.number(),
    }),
    /** Null where there are too few days to look at. */
    foreseen: Foreseen.nullable(),
    daysNeeded: z.int(),
    incidents: z.array(Incident),
    alarms: z.array(z.object({ alarm: z.enum(alarmKinds), amount: z.number(), limit: z.number() })),
    /** Null as long as there is nothing. */
    all: CostRow.nullable(),
    charts: z.array(z.object({ measure: z.enum(measures), chart: Chart })),
    divisions: z.array(z.object({ by: z.enum(divisions), rows: z.array(CostRow) })),
  }),
);

const spans = [7, 28, 90] as const;
const Query = z.object({ days: z.literal(spans).optional().describe('How many days back') });
const usual = 28;

/** What reviews and hints cost an organization and how long they take [H1-26, T1-06]. */
export const costsRoutes = [
  get(costsPath, {
    summary:
      'Tokens, money and seconds of reviews and hints by course, problem, tier, model and day, the budget, what the month will bring, and what is odd',
    answer: costsView,
    query: Query,
    allow: keepers,
    handle: (scope, { query }) => draw(scope, query.days ?? usual),
  }),

  get(`${costsPath}.csv`, {
    summary: 'The same as CSV: a line for each day, course, problem, tier and model',
    work: 'steps',
    query: Query,
    allow: keepers,
    handle: async (scope, { query }) => csvOf('review-costs', costsCsv(scope, query.days ?? usual)),
  }),
];

const dollars = (micros: number) => micros / 1_000_000;

async function draw(scope: Scope, days: (typeof spans)[number]) {
  const rows = await selectCosts(scope, days);
  const state = await readSpendingState(scope);
  const all = rows.find(({ by }) => by === 'all') ?? null;
  const isEmpty = all === null || (all.p50 === null && !all.questions);
  return page(costsView, {
    days,
    spans: spans.map((span) => ({ days: span, path: `${costsPath}?days=${span}`, isCurrent: span === days })),
    budget: budgetOf(state),
    foreseen: await foreseenIn(scope, state),
    daysNeeded,
    incidents: await selectIncidents(scope, days),
    alarms: state.alarms.map((kind) => {
      const { micros, limitMicros } = figuresOf(kind, state);
      return { alarm: kind, amount: dollars(micros), limit: dollars(limitMicros) };
    }),
    all: isEmpty ? null : all,
    charts: isEmpty ? [] : await selectDays(scope, days),
    divisions: divisions
      .filter((by) => by !== 'all')
      .map((by) => ({ by, rows: rows.filter((row) => row.by === by) }))
      .filter((division) => division.rows.length > 0),
  });
}

const budgetOf = ({ budget, month, today }: SpendingState) => ({
  allowed: Number.isFinite(budget) ? dollars(budget) : null,
  spent: dollars(month),
  today: dollars(today),
  share: budget === 0 ? 0 : Math.min(1, month / budget),
});

export const costsPlace = navItem({
  heading: 'kernel.nav.organization',
  label: 'ai-reviews.nav.costs',
  path: costsPath,
  icon: 'graph',
  isFor: (actor) => actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin')),
});
