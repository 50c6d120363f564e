import { z } from 'zod';
import { judgingQueue } from '#plugins/submissions';
import { Chart, chart } from '#src/charts/chart.ts';
import type { Scope } from '#src/scope/scope.ts';
import { reviewSettings } from '../../settings.ts';
import { fewestWeeks, planCapacity } from './plan-capacity.ts';
import { resources, selectLoad, weeksBack, type Resource, type Week } from './select-load.ts';

/** What the installation can do with what it has, beside what this organization needs of it. */
export const Capacity = z.object({
  resource: z.enum(resources),
  lanes: z.int(),
  /** Mean of the seconds that one takes. */
  seconds: z.number(),
  perHour: z.int(),
  perDay: z.int(),
  peak: z.int(),
  /** 0 to 1; more where some had to wait. */
  share: z.number(),
  growth: z.number().nullable(),
  /** The day (UTC) about which the growth reaches what may be; null where it does not within two years. */
  reachedOn: z.iso.datetime().nullable(),
  weeksSeen: z.int(),
  hasWeeks: z.boolean(),
  /** The busiest hour of each week. */
  chart: Chart,
});
export type Capacity = z.output<typeof Capacity>;

/** Fewer have no mean worth to count with. */
export const fewestMeasured = 20;
/** Weeks that there have to be before growth is spoken of. */
export const weeksNeeded = fewestWeeks;

const weekMs = 7 * 86_400_000;

/** Of each resource of which enough was used to measure it. One statement. */
export async function readCapacity(scope: Scope): Promise<Capacity[]> {
  const found = await selectLoad(scope);
  const now = scope.now();
  const made = resources.map((resource) => {
    const weeks = found.filter((week) => week.resource === resource);
    return capacityOf(resource, weeks, { now, lanes: lanesOf(scope, resource) });
  });
  return (await Promise.all(made)).filter((capacity) => capacity !== null);
}

/** Of one process that works: each further one adds as many. */
const lanesOf = (scope: Scope, resource: Resource) =>
  resource === 'judging' ? judgingQueue.lanes : scope.settings(reviewSettings).OPENAI_IN_FLIGHT;

interface Around {
  readonly now: Date;
  readonly lanes: number;
}

async function capacityOf(
  resource: Resource,
  weeks: readonly Week[],
  { now, lanes }: Around,
): Promise<Capacity | null> {
  const measured = weeks.filter(({ seconds }) => seconds !== null);
  const count = measured.reduce((sum, week) => sum + week.count, 0);
  if (count < fewestMeasured) return null;
  const seconds = Math.max(0.01, measured.reduce((sum, week) => sum + week.count * week.seconds!, 0) / count);
  const mondays = mondaysUntil(now);
  const peaks = mondays.map((monday) => weeks.find((week) => week.monday === monday)?.peak ?? 0);
  const { weeksLeft, ...plan } = planCapacity({ peaks: peaks.slice(0, -1), current: peaks.at(-1)!, seconds, lanes });
  return {
    resource,
    lanes,
    seconds: Math.round(seconds * 100) / 100,
    ...plan,
    reachedOn: weeksLeft === null ? null : new Date(now.getTime() + weeksLeft * weekMs).toISOString(),
    hasWeeks: plan.weeksSeen >= weeksNeeded,
    chart: await chart({
      kind: 'bar',
      columns: mondays.map((monday) => monday.slice(5)),
      series: [{ name: '', values: peaks }],
    }),
  };
}

/** The last of them is of the week that goes on; weeks begin on Monday in UTC. */
function mondaysUntil(now: Date): string[] {
  const day = Math.floor(now.getTime() / 86_400_000) * 86_400_000;
  const monday = day - ((now.getUTCDay() + 6) % 7) * 86_400_000;
  return Array.from({ length: weeksBack + 1 }, (_, index) =>
    new Date(monday - (weeksBack - index) * weekMs).toISOString().slice(0, 10),
  );
}
