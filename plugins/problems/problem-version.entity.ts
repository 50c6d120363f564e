import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { Sealed } from '#src/sealed/sealed-columns.ts';
import { contentPurpose } from './content/seal-content.ts';
import type { ShownTests } from './content/shown-of.ts';
import { Problem } from './problem.entity.ts';

const ProblemVersionSchema = defineEntity({
  name: 'ProblemVersion',
  properties: {
    ...tenantOwned,
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    /** 1, 2, … of its problem. */
    number: p.integer(),
    /** What students may see of languages, limits and tests. */
    shown: p.json<ShownTests>(),
    /** The `ProblemContent` that was published, sealed whole. */
    content: p.text(),
    publishedBy: () => belongsTo(User).nullable().deleteRule('set null'),
  },
  uniques: [{ properties: ['problem', 'number'], name: 'problem_version_number_key' }],
});

/** By what solutions are judged; never changed, so that a verdict stays explainable. */
export class ProblemVersion extends ProblemVersionSchema.class {
  static readonly sealed: Sealed<ProblemVersion> = { content: contentPurpose };
  static readonly personal: PersonalOf<typeof ProblemVersionSchema> = {
    ...tenantOwnedPersonal,
    problem: 'none',
    number: 'none',
    shown: 'content',
    content: 'content',
    publishedBy: 'link',
  };
}
ProblemVersionSchema.setClass(ProblemVersion);
