import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { incidentKinds } from './judge-calls.ts';

/** A time in which the model did badly; without an end it does. */
export const Incident = z.object({
  incident: z.enum(incidentKinds),
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  calls: z.int(),
  bad: z.int(),
});
export type Incident = z.output<typeof Incident>;

interface Row extends Omit<Incident, 'beganAt' | 'endedAt'> {
  readonly beganAt: string;
  readonly endedAt: string | null;
}

const most = 20;

const query = `
  select kind as incident, created_at as "beganAt", ended_at as "endedAt", calls, bad from ai_model_incident
  where organization_id = ? and (ended_at is null or created_at > now() - make_interval(days => ?))
  order by created_at desc limit ${most}`;

/** Those that go on, and those of so many days; the newest first. One statement. */
export async function selectIncidents({ em, organization }: Scope, days: number): Promise<Incident[]> {
  const rows = await em.execute<Row[]>(query, [organization.id, days]);
  return rows.map(({ beganAt, endedAt, ...row }) => ({
    ...row,
    beganAt: iso(beganAt),
    endedAt: endedAt && iso(endedAt),
  }));
}

const iso = (at: string) => new Date(at).toISOString();
