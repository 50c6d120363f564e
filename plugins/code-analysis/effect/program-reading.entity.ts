import { defineEntity, p } from '@mikro-orm/core';
import { Problem } from '#plugins/problems';
import { Submission } from '#plugins/submissions';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { languageIds } from '../languages.ts';

const ProgramReadingSchema = defineEntity({
  name: 'ProgramReading',
  properties: {
    ...tenantOwned,
    submission: () => belongsTo(Submission).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    language: p.enum(languageIds),
    handedInAt: p.datetime(),
    /** Ids of the library and of the organization's own, each once. */
    patterns: p.array().columnType('text[]'),
  },
  uniques: [{ properties: ['submission'], name: 'program_reading_submission_key' }],
  indexes: [{ properties: ['organizationId', 'handedInAt'], name: 'program_reading_handed_in_idx' }],
});

/** Which patterns a submission shows. From one to the next of the same person can be seen what became of a pattern. */
export class ProgramReading extends ProgramReadingSchema.class {
  static readonly personal: PersonalOf<typeof ProgramReadingSchema> = {
    ...tenantOwnedPersonal,
    submission: 'link',
    user: 'link',
    problem: 'none',
    language: 'none',
    handedInAt: 'content',
    patterns: 'content',
  };
}
ProgramReadingSchema.setClass(ProgramReading);
