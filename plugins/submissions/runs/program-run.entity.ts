import { defineEntity, p } from '@mikro-orm/core';
import { Problem, ProblemVersion, type SourceFile } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { RunOutcome } from './run-outcome.ts';

export const runStates = ['waiting', 'running', 'done', 'failed'] as const;

const ProgramRunSchema = defineEntity({
  name: 'ProgramRun',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    version: () => belongsTo(ProblemVersion).deleteRule('cascade'),
    /** Where it was tried out, if not at the problem itself: the kind of place, and its id. */
    placeKind: p.text().nullable(),
    placeId: p.uuid().nullable(),
    language: p.text(),
    files: p.json<readonly SourceFile[]>(),
    /** What the program is given to read; null runs the samples. */
    stdin: p.text().nullable(),
    state: p.enum(runStates).default('waiting'),
    outcome: p.json<RunOutcome>().nullable(),
  },
  indexes: [{ properties: ['organizationId', 'createdAt'], name: 'program_run_created_idx' }],
});

/** A program tried out, which counts for nothing and is forgotten within an hour. */
export class ProgramRun extends ProgramRunSchema.class {
  static readonly personal: PersonalOf<typeof ProgramRunSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    problem: 'none',
    version: 'none',
    placeKind: 'none',
    placeId: 'none',
    language: 'content',
    files: 'content',
    stdin: 'content',
    state: 'none',
    outcome: 'content',
  };
}
ProgramRunSchema.setClass(ProgramRun);
