import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiContext } from '../lti-context.entity.ts';

/** `off`: the platform has no such service for this course; `notGranted`: it has, and not for us. */
export const rosterStates = ['waiting', 'reading', 'read', 'partial', 'off', 'notGranted', 'failed'] as const;
export type RosterState = (typeof rosterStates)[number];

const LtiRosterSchema = defineEntity({
  name: 'LtiRoster',
  properties: {
    ...tenantOwned,
    context: () => belongsTo(LtiContext).deleteRule('cascade'),
    state: p.enum(rosterStates).default('waiting'),
    /** When somebody, or the night, last asked for it. */
    askedAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    /** When it was last read to its end. */
    completeAt: p.datetime().nullable(),
    /** The read whose people were last taken over; memberships name it beside what it changed. */
    readId: p.uuid().nullable(),
    /** Of the read that is going on, or of the last one. */
    pages: p.integer().default(0),
    members: p.integer().default(0),
    /** Why a roster is partial, in our word; null for one that is not. */
    incomplete: p.text().nullable(),
    /** What the platform said where it refused. */
    words: p.text().nullable(),
  },
  uniques: [{ properties: ['context'], name: 'lti_roster_context_key' }],
});

/** The last read of a context's memberships (NRPS 2.0), and how it went. */
export class LtiRoster extends LtiRosterSchema.class {
  static readonly personal: PersonalOf<typeof LtiRosterSchema> = {
    ...tenantOwnedPersonal,
    context: 'none',
    state: 'none',
    askedAt: 'none',
    startedAt: 'none',
    endedAt: 'none',
    completeAt: 'none',
    readId: 'none',
    pages: 'none',
    members: 'none',
    incomplete: 'none',
    words: 'none',
  };
}
LtiRosterSchema.setClass(LtiRoster);
