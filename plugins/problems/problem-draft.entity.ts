import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';
import type { Sealed } from '#src/sealed/sealed-columns.ts';
import { contentPurpose } from './content/seal-content.ts';
import { Problem } from './problem.entity.ts';

const ProblemDraftSchema = defineEntity({
  name: 'ProblemDraft',
  properties: {
    ...tenantOwned,
    ...versioned,
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    /** A `ProblemContent`, sealed whole, because hidden tests and solutions are in it. */
    content: p.text(),
    savedAt: p.datetime(),
  },
  uniques: [{ properties: ['problem'], name: 'problem_draft_problem_key' }],
});

/** What the author of a problem is writing; every problem has one. */
export class ProblemDraft extends ProblemDraftSchema.class {
  static readonly sealed: Sealed<ProblemDraft> = { content: contentPurpose };
  static readonly personal: PersonalOf<typeof ProblemDraftSchema> = {
    ...tenantOwnedPersonal,
    ...versionedPersonal,
    problem: 'none',
    content: 'content',
    savedAt: 'none',
  };
}
ProblemDraftSchema.setClass(ProblemDraft);
