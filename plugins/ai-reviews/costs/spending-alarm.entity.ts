import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { alarmKinds } from './spending-state.ts';

const AiSpendingAlarmSchema = defineEntity({
  name: 'AiSpendingAlarm',
  properties: {
    ...tenantOwned,
    kind: p.enum(alarmKinds),
    /** The day (`2026-11-28`) or the month (`2026-11`) of which it was told; each once. */
    period: p.text(),
    /** What was spent or foreseen, and what was the most that is usual or allowed, in millionths of a US dollar. */
    micros: p.bigint('number'),
    limitMicros: p.bigint('number'),
  },
  uniques: [{ properties: ['organizationId', 'kind', 'period'], name: 'ai_spending_alarm_kind_period_key' }],
});

/** Those who look after the organization were told that reviews cost more than they should. */
export class AiSpendingAlarm extends AiSpendingAlarmSchema.class {
  static readonly personal: PersonalOf<typeof AiSpendingAlarmSchema> = {
    ...tenantOwnedPersonal,
    kind: 'none',
    period: 'none',
    micros: 'none',
    limitMicros: 'none',
  };
}
AiSpendingAlarmSchema.setClass(AiSpendingAlarm);
