import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { incidentKinds } from './judge-calls.ts';

const AiModelIncidentSchema = defineEntity({
  name: 'AiModelIncident',
  properties: {
    ...tenantOwned,
    kind: p.enum(incidentKinds),
    /** When it was noticed that it is over; null while it goes on. */
    endedAt: p.datetime().nullable(),
    /** Calls that were looked at when it began, and how many of them were bad. */
    calls: p.integer(),
    bad: p.integer(),
  },
  indexes: [
    {
      name: 'ai_model_incident_open_key',
      expression: `create unique index "ai_model_incident_open_key" on "ai_model_incident" ("organization_id", "kind") where "ended_at" is null`,
    },
    { properties: ['organizationId', 'createdAt'], name: 'ai_model_incident_created_idx' },
  ],
});

/** For a time the model failed too often, or was too slow, and those who look after the organization were told. */
export class AiModelIncident extends AiModelIncidentSchema.class {
  static readonly personal: PersonalOf<typeof AiModelIncidentSchema> = {
    ...tenantOwnedPersonal,
    kind: 'none',
    endedAt: 'none',
    calls: 'none',
    bad: 'none',
  };
}
AiModelIncidentSchema.setClass(AiModelIncident);
