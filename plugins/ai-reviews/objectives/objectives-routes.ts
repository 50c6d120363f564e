import { z } from 'zod';
import { keepers } from '#plugins/organizations';
import { navItem } from '#src/http/nav-item.ts';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { objectivesPath } from '../paths.ts';
import { Capacity, fewestMeasured, readCapacity, weeksNeeded } from './capacity/capacity-fields.ts';
import { Objective, objectivesOf } from './objectives.ts';
import { Delivery, selectDelivery } from './select-delivery.ts';

const objectivesView = view(
  'ai-reviews/objectives/show',
  z.object({
    days: z.int(),
    spans: z.array(z.object({ days: z.int(), path: z.string(), isCurrent: z.boolean() })),
    /** Null as long as there is nothing. */
    delivery: Delivery.nullable(),
    objectives: z.array(Objective),
    capacities: z.array(Capacity),
    fewestMeasured: z.int(),
    weeksNeeded: z.int(),
  }),
);

const spans = [7, 28, 90] as const;
const Query = z.object({ days: z.literal(spans).optional().describe('How many days back') });

/** Whether reviews and verdicts come as they should, and how much more there may be of them. */
export const objectivesRoutes = [
  get(objectivesPath, {
    summary:
      'Shares of reviews that were there within five seconds and two minutes, of submissions that were judged and reviewed at all, beside what is aimed at; and what judges and models can do',
    answer: objectivesView,
    query: Query,
    allow: keepers,
    handle: (scope, { query }) => draw(scope, query.days ?? 28),
  }),
];

async function draw(scope: Scope, days: (typeof spans)[number]) {
  const delivery = await selectDelivery(scope, days);
  const isEmpty = delivery.handedIn === 0;
  return page(objectivesView, {
    days,
    spans: spans.map((span) => ({ days: span, path: `${objectivesPath}?days=${span}`, isCurrent: span === days })),
    delivery: isEmpty ? null : delivery,
    objectives: isEmpty ? [] : objectivesOf(delivery),
    capacities: await readCapacity(scope),
    fewestMeasured,
    weeksNeeded,
  });
}

export const objectivesPlace = navItem({
  heading: 'kernel.nav.organization',
  label: 'ai-reviews.nav.objectives',
  path: objectivesPath,
  icon: 'graph',
  isFor: (actor) => actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin')),
});
