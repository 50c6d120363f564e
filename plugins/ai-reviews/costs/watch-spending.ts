import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { costsPath } from '../paths.ts';
import { spendingMail } from './spending-mail.ts';
import { readSpendingState, type AlarmKind, type SpendingState } from './spending-state.ts';
import { tellKeepers } from './tell-keepers.ts';

/** Every hour [H1-31, T1-05]. */
export const watchSpendingJob = defineJob({
  name: 'ai-reviews.watchSpending',
  schedule: '25 * * * *',
  data: z.object({}),
  run: (scope) => watchSpending(scope),
});

const insert = `
  insert into ai_spending_alarm (id, organization_id, kind, period, micros, limit_micros) values (?, ?, ?, ?, ?, ?)
    on conflict (organization_id, kind, period) do nothing returning id`;

/** Tells those who look after the organization, by mail, what is odd about the spending: each thing once a day or a month. In the open transaction. */
export async function watchSpending(scope: Scope): Promise<void> {
  const state = await readSpendingState(scope);
  for (const kind of state.alarms) {
    const { micros, limitMicros } = figuresOf(kind, state);
    const values = [crypto.randomUUID(), scope.organization.id, kind, periodOf(scope, kind)];
    const made = await scope.em.execute<unknown[]>(insert, [...values, Math.round(micros), Math.round(limitMicros)]);
    if (made.length > 0) await tell(scope, kind, { micros, limitMicros });
  }
}

const periodOf = (scope: Scope, kind: AlarmKind) =>
  scope
    .now()
    .toISOString()
    .slice(0, kind === 'unusual' ? 10 : 7);

interface Figures {
  readonly micros: number;
  readonly limitMicros: number;
}

/** What is compared with what. */
export function figuresOf(kind: AlarmKind, { today, usualUpTo, expected, month, budget }: SpendingState): Figures {
  if (kind === 'unusual') return { micros: today, limitMicros: usualUpTo };
  return { micros: kind === 'forecast' ? expected : month, limitMicros: budget };
}

function tell(scope: Scope, kind: AlarmKind, { micros, limitMicros }: Figures) {
  const dollars = { amount: micros / 1_000_000, limit: limitMicros / 1_000_000 };
  const data = { kind, ...dollars, organization: scope.organization.name, url: scope.url(costsPath) };
  return tellKeepers(scope, spendingMail, data);
}
