import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { InstructorPattern } from '../own/own-pattern.entity.ts';

/** `CUT`: its time was over before all programs were looked at. */
export const trialStates = ['WAITING', 'RUNNING', 'DONE', 'CUT', 'FAILED'] as const;

/** Where a program shows the pattern; the lines themselves are read when they are shown, and only as long as they are there. */
export interface Place {
  readonly submissionId: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const PatternTrialSchema = defineEntity({
  name: 'PatternTrial',
  properties: {
    ...tenantOwned,
    pattern: () => belongsTo(InstructorPattern).deleteRule('cascade'),
    /** Who tries it, on what they may read. */
    user: () => belongsTo(User).deleteRule('cascade'),
    /** Changes with each time; what an earlier run still says counts for nothing. */
    runId: p.uuid(),
    state: p.enum(trialStates).default('WAITING'),
    total: p.integer().default(0),
    seen: p.integer().default(0),
    /** Programs that could not be read, or on which the pattern took too long. */
    refused: p.integer().default(0),
    /** Programs that show it, and places in them. */
    programs: p.integer().default(0),
    hits: p.integer().default(0),
    places: p.json<readonly Place[]>().defaultRaw(`'[]'`),
    finishedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['pattern', 'user'], name: 'pattern_trial_pattern_user_key' }],
});

/** Somebody tries a pattern on past submissions; the latest time only. */
export class PatternTrial extends PatternTrialSchema.class {
  static readonly personal: PersonalOf<typeof PatternTrialSchema> = {
    ...tenantOwnedPersonal,
    pattern: 'none',
    user: 'link',
    runId: 'none',
    state: 'none',
    total: 'none',
    seen: 'none',
    refused: 'none',
    programs: 'none',
    hits: 'none',
    places: 'link',
    finishedAt: 'none',
  };
}
PatternTrialSchema.setClass(PatternTrial);
