import { defineEntity, p } from '@mikro-orm/core';
import { Problem, ProblemVersion, type SourceFile } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';

const SolutionDraftSchema = defineEntity({
  name: 'SolutionDraft',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    /** Of the problem, when it was saved last. */
    problemVersion: () => belongsTo(ProblemVersion).deleteRule('cascade'),
    language: p.text(),
    files: p.json<readonly SourceFile[]>(),
    /** Counts the saves: two pages that know different numbers never overwrite each other. */
    saves: p.integer().default(1),
    savedAt: p.datetime(),
  },
  uniques: [{ properties: ['user', 'problem', 'language'], name: 'solution_draft_user_problem_language_key' }],
  indexes: [{ properties: ['organizationId', 'user', 'problem'], name: 'solution_draft_user_problem_idx' }],
});

/** What somebody has typed for a problem in one language and not handed in yet. */
export class SolutionDraft extends SolutionDraftSchema.class {
  static readonly personal: PersonalOf<typeof SolutionDraftSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    problem: 'none',
    problemVersion: 'none',
    language: 'content',
    files: 'content',
    saves: 'none',
    savedAt: 'content',
  };
}
SolutionDraftSchema.setClass(SolutionDraft);
